namespace CampaignEngine.Segments;

/// <summary>Decides a field's operators (<see cref="Operators"/>) and how its values are read (<see cref="ValueReader"/>).</summary>
public enum FieldType { Text, Number, Date, Age, Code, Boolean, Language, Province, Commune, Groups, Consent, Contact }
