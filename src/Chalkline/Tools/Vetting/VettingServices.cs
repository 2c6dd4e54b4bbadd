using Chalkline.Platform;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Vetting;

/// <summary>Reviews of tools as services and endpoints.</summary>
internal static class VettingServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReadVetting>();
        services.AddSingleton<VettingReadings>();
        services.AddSingleton<VettingDuties>();
        services.AddKeyedSingleton(VendorQuestionPages.Limits, (_, _) => new PublicLimits(VendorQuestionPages.PerAddress, VendorQuestionPages.InTotal));
        services.AddScoped<AnswerQuestions>();
        services.AddScoped<FinishReview>();
        services.AddScoped<PlanReviews>();
        services.AddScoped<AskVendor>();
        services.AddScoped<VendorAnswers>();
        services.AddScoped<AreaPages.ReadArea>();
        services.AddScoped<IToolSection, VettingSectionOfTool>();
        services.AddSingleton<IToolCheck, ReviewsAreComplete>();
        services.AddSingleton<IToolCheck, NothingBlocks>();
        services.AddSingleton<IToolCheck, EvidenceIsCurrent>();
        services.AddSingleton<IToolCheck, LawIsAnswered>();
        services.AddSingleton<IToolCheck, HumanReviewIsArranged>();
        services.AddSingleton<IToolCheck, AuditIsDone>();
        services.AddSingleton<IToolEvidence, VettingIsFrozen>();
        services.AddSingleton<IToolPeople, VettingPeople>();
        services.AddSingleton<IPackAnswers, VettingPackAnswers>();
        services.AddSingleton<IWorkItems, VettingWork>();
        services.AddSingleton<IDates, VettingDates>();
        services.AddSingleton<ICheckKind, ReviewsAreInTime>();
        services.AddSingleton<IRecordKind>(VettingRecords.Evidence);
        services.AddAuditWords(VettingWords.ResourceManager);
        services.AddSingleton<IDemonstration, VettingDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        VettingPages.Map(routes);
        AreaPages.Map(routes);
        StatementPages.Map(routes);
        EvidencePages.Map(routes);
        VendorQuestionPages.Map(routes);
    }
}
