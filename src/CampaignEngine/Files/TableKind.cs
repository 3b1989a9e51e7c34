namespace CampaignEngine.Files;

public enum TableKind { Csv, Xlsx }
