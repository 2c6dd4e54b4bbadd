namespace Chalkline.Platform;

/// <summary>Someone else changed the record since it was read; nothing was saved.</summary>
public sealed class StaleWriteException(Exception cause) : Exception("The record was changed by someone else in the meantime.", cause);

/// <summary>This very form was acted on before; nothing was done again.</summary>
public sealed class FormAlreadySubmittedException(Exception cause) : Exception("The form was acted on before.", cause);

/// <summary>The store cannot be reached, or has no room; nothing was saved (or, where the answer to a commit was lost, the form's key tells).</summary>
public sealed class StoreUnavailableException(StoreTrouble trouble, Exception cause) : Exception(Says(trouble), cause)
{
    public StoreTrouble Trouble { get; } = trouble;

    /// <summary>One sentence, for whoever operates the installation.</summary>
    public static string Says(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Full => "The disk of the store is full.",
        StoreTrouble.Busy => "The store is busy.",
        _ => "The store cannot be reached.",
    };
}

/// <summary>Why a store does not answer.</summary>
public enum StoreTrouble
{
    Unreachable,
    Busy,
    Full,
}
