using System.Globalization;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Looks;

/// <summary>The form of a district's look, as it was sent.</summary>
public sealed record LookForm
{
    /// <summary>"own" or "ours".</summary>
    public string? Kind { get; init; }
    public string? Colour { get; init; }

    /// <summary>Ticked: the present logo goes.</summary>
    public string? NoLogo { get; init; }
    public string? Version { get; init; }
}

/// <summary>A look that can be set.</summary>
/// <param name="Logo">Null: the present one stays, unless it is to go.</param>
internal sealed record LookChange(string? Colour, (byte[] Content, string Type)? Logo, bool NoLogo);

/// <summary>Reads a look out of its form, and sets it.</summary>
internal sealed class ChangeLook(DistrictDb db, DistrictLooks looks)
{
    public const int LargestLogo = 200_000;

    /// <summary>The change; null (and a fault for each) where something cannot be taken.</summary>
    public static LookChange? Read(LookForm form, byte[]? logo, Language language, Faults faults)
    {
        string? colour = null;
        if (form.Kind == "own")
        {
            if (!Colour.TryParse(form.Colour?.Trim(), out var own)) faults.Add("colour", Say(nameof(LookWords.ColourFault)));
            else if (!Theme.IsReadable(own.Value)) faults.Add("colour", Unreadable(own.Value));
            else colour = own.Value.ToString();
        }
        var type = logo is null ? null : Picture.TypeOf(logo);
        if (logo is { Length: > LargestLogo }) faults.Add("logo", Say(nameof(LookWords.LogoTooLarge), LargestLogo / 1000));
        else if (logo is not null && type is null) faults.Add("logo", Say(nameof(LookWords.LogoNoPicture)));
        return faults.None ? new(colour, logo is null ? null : (logo, type!), form.NoLogo is not null) : null;

        string Unreadable(Colour own) => Say(nameof(LookWords.ColourUnreadable), own, Ratio(own.ContrastWith(Theme.LightGround)), Ratio(Colour.EnoughForText), own.ReadableOn(Theme.LightGround));

        string Say(string key, params object[] values) => Wording.Say(LookWords.ResourceManager, language, key, values);
    }

    /// <param name="version">That the form was filled in on; null where there was no look yet.</param>
    /// <exception cref="StaleWriteException">Somebody else changed it since.</exception>
    public async Task Run(Actor actor, DistrictSlug district, LookChange change, int? version, CancellationToken ct)
    {
        var style = await db.Set<DistrictStyle>().SingleOrDefaultAsync(ct);
        var (colour, logo) = (style?.Colour, style?.LogoHash);
        if (style is null) db.Add(style = new());
        else
        {
            // A form without its version is no form of ours: it is held to a version that no record has.
            db.Expect(style, version ?? -1);
            db.Raise(style);
        }
        style.Colour = change.Colour;
        if (change.NoLogo) (style.Logo, style.LogoType, style.LogoHash) = (null, null, null);
        if (change.Logo is var (content, type)) (style.Logo, style.LogoType, style.LogoHash) = (content, type, DistrictLooks.Hash(content));
        await db.Commit(new(actor, "district.look-changed", new("district", Guid.Empty), AuditEntry.Fields(("colour", colour, style.Colour), ("logo", logo, style.LogoHash))), ct);
        looks.Forget(district);
    }

    private static string Ratio(double contrast) => (Math.Floor(contrast * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture);
}
