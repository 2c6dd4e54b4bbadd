namespace Chalkline.Platform.Looks;

/// <summary>How a district's pages look beside ours: one row, from the first time that it is set.</summary>
internal sealed class DistrictStyle : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>As <c>#rrggbb</c>; null: ours.</summary>
    public string? Colour { get; set; }

    public byte[]? Logo { get; set; }

    /// <summary>The picture's media type, as its content shows it.</summary>
    public string? LogoType { get; set; }

    /// <summary>The beginning of the picture's SHA-256: what its address has.</summary>
    public string? LogoHash { get; set; }

    public int Version { get; set; }
}

/// <summary>What one person chose for the own eyes: a row from the first time that they choose.</summary>
internal sealed class AccountStyle
{
    public AccountId Account { get; init; }

    /// <summary>"light" or "dark"; null: as the device is set.</summary>
    public string? Theme { get; set; }
}
