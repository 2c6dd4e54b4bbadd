using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>Products with AI that people may come upon, with their addresses: to find them in logs and to name them in a filter.</summary>
internal sealed class AiServices : IPackKind
{
    public const string KindName = "ai-services";
    private const int OldestMinimum = 21;

    public string Name => KindName;

    public string Description => "Products with AI: maker, kind and internet addresses. No judgement of any product.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Code("name", "The product's name."),
        PackKey.Code("maker", "Who makes it."),
        PackKey.Word("service", "What it is.", ToolPackCodes.Services),
        new PackKey("domains", PackShape.Texts, "Names of its hosts in small letters, without scheme or path; absent where it has none of its own.").Optional(),
        new PackKey("oauth", PackShape.Texts, "Its OAuth client ids; absent where nobody is sure of them.").Optional(),
        PackKey.Words("audience", "Whom it is made for; general: everybody.", "students", "teachers", "families", "staff", "general"),
        PackKey.Whole("minimum_age", "The lowest age that its terms allow, in years; absent where nobody is sure of it.").Optional(),
        PackKey.Text("note", "What one should know beside that.").Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(AiServicesView);

    public string Says(Language language) => ToolPackSay.Say(language, nameof(ToolPackWords.KindAiServices));

    public void Check(Pack pack, PackFaults faults)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in pack.Items)
        {
            foreach (var domain in item.Fields.Texts("domains").Select(d => d.English))
            {
                if (!ToolPackCodes.IsDomain(domain)) faults.Add(item, "domains", $"\"{domain}\" is no host's name; it is in small letters, such as chat.example.org");
                else if (!first.TryAdd(domain, item.Id)) faults.Add(item, "domains", $"\"{domain}\" is given to {first[domain]} too");
            }
            if (item.Fields.Words("audience").Count == 0) faults.Add(item, "audience", "needs at least one");
            if (item.Fields.Whole("minimum_age") is < 1 or > OldestMinimum) faults.Add(item, "minimum_age", $"is no age from 1 to {OldestMinimum}");
        }
    }
}
