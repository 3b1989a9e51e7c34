namespace CampaignEngine.Storage;

/// <summary>Live sends to real people; Demo and Test send to invented people through the simulator only.</summary>
public enum EngineMode { Live, Demo, Test }
