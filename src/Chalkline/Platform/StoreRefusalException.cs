namespace Chalkline.Platform;

/// <summary>Something was asked of a store, or of the file of a backup, that cannot be done as it stands; nothing was done. The message says what is wrong and what would mend it.</summary>
public sealed class StoreRefusalException(string message) : Exception(message);
