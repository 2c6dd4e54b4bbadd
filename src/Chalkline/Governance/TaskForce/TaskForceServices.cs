using Chalkline.Platform;

namespace Chalkline.Governance.TaskForce;

/// <summary>The task force as services.</summary>
internal static class TaskForceServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<ReadMeeting>();
        services.AddSingleton<IPackKind, SeatPacks>();
        services.AddSingleton<INavigation, TaskForceNavigation>();
        services.AddSingleton<IRecordKind, MeetingRecord>();
        services.AddAuditWords(TaskForceWords.ResourceManager);
        services.AddSingleton<IWorkItems, TaskForceWork>();
        services.AddSingleton<IAgendaItems, WorkAgenda>();
        services.AddSingleton<IEraser, EraseOutsideName>();
        services.AddSingleton<ICheckKind, SeatsAreFilled>();
        services.AddSingleton<IDemonstration, TaskForceDemonstration>();
    }
}
