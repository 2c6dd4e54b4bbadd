using Chalkline.Platform;

namespace Chalkline.Tools.PublicPage;

/// <summary>The demonstration's public page, published once.</summary>
internal sealed class PublicDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var lead = await scene.Somebody(Role.AiLead, ct);
        var (words, faults) = PublishPage.Read(new()
        {
            Introduction = DemonstrationScene.Invented("We use artificial intelligence where it helps a student or gives a teacher time, and nowhere else. People decide, not programs."),
            IntroductionSpanish = DemonstrationScene.Invented("Usamos inteligencia artificial donde ayuda a un estudiante o da tiempo a un maestro, y en ningún otro lugar. Deciden las personas, no los programas."),
            Rights = "You may ask which data about your child a tool has, have it corrected, and say no where the law lets you. Nobody is treated worse for asking.",
            RightsSpanish = "Puede preguntar qué datos de su hija o hijo tiene una herramienta, hacer que se corrijan y decir que no donde la ley lo permite. Nadie recibe peor trato por preguntar.",
            Contact = DemonstrationScene.Invented("Office of technology, families@example.org"),
        });
        if (faults.Count > 0) throw new InvalidOperationException("The demonstration's public page has faults: " + string.Join("; ", faults.Select(f => $"{f.Field} {f.Word}")));
        await scene.Do(async (services, _) =>
        {
            var read = services.GetRequiredService<ReadPublicContent>();
            var seen = (await read.Of(words, ct)).Frozen().Sha256;
            return await PublishPage.Run(services.GetRequiredService<DistrictDb>(), time, read, lead, words, seen, ct) ? true : throw new InvalidOperationException("The demonstration's public page changed while it was published.");
        });
    }
}
