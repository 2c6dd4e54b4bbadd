using System.Net;
using Chalkline.Design;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chalkline.Platform.Hooks;

/// <summary>Sentences of web hooks, and what stands in their forms.</summary>
internal static class HookText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(HookWords.ResourceManager, language, key, values);

    public static string? Fault(Language language, HookDelivery delivery) =>
        delivery.Fault is { } fault ? Say(language, "Fault" + fault, delivery.Answer?.ToString(Language.Numbers) ?? "") : null;

    /// <summary>The values; null (and a fault for each) where something cannot be read.</summary>
    public static HookValues? Read(HookForm form, HookSettings settings, Language language, Faults faults)
    {
        var (name, address) = ((form.Name ?? "").Trim(), (form.Address ?? "").Trim());
        if (name.Length is 0 or > HookRules.LongestName || name.Any(char.IsControl)) faults.Add("name", Say(language, nameof(HookWords.NameFault), HookRules.LongestName));
        if (!HookRules.IsAddress(address, settings.AllowsThisComputer)) faults.Add("address", Say(language, nameof(HookWords.AddressFault)));
        var events = HookRules.ReadEvents(form.Events);
        if (events is null) faults.Add("events", Say(language, nameof(HookWords.EventsFault)));
        return faults.None ? new(name, address, events!) : null;
    }
}

/// <summary>Web hooks as services.</summary>
internal static class HookServices
{
    public static IServiceCollection AddHooks(this IServiceCollection services)
    {
        services.TryAddSingleton(new HookSettings(AllowsThisComputer: false));
        services.AddSingleton<HookSecrets>();
        services.AddSingleton(s => new SendHook(s.GetRequiredService<HookSettings>(), Dns.GetHostAddressesAsync));
        services.AddScoped<SaveHook>();
        services.AddSingleton<IJobKind, DeliverHooks>();
        services.AddSingleton<INavigation, HookNavigation>();
        services.AddAuditWords(HookWords.ResourceManager);
        return services;
    }

    private sealed class HookNavigation : INavigation
    {
        public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PlatformRights.WebHooksRead)
            ? [new(HookText.Say(language, nameof(HookWords.Title)), HookPages.Path, HookText.Say(language, nameof(HookWords.LinkSentence)))] : [];
    }
}
