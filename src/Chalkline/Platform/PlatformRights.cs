namespace Chalkline.Platform;

/// <summary>Rights over what every capability stands on. The auditor has those to read, and no other.</summary>
public static class PlatformRights
{
    /// <summary>Who has an account, with which roles; a principal: those with a role at the own schools.</summary>
    public static Right PeopleRead { get; } = Right.Of("people.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor)
        .AndInOwnSchools(Role.Principal);

    /// <summary>Invite, give and take away roles, deactivate, erase.</summary>
    public static Right PeopleManage { get; } = Right.Of("people.manage", Role.SystemAdministrator);

    /// <summary>Put into force what somebody gave themselves in small-district mode.</summary>
    public static Right RolesCountersign { get; } = Right.Of("roles.countersign", Role.Superintendent);

    public static Right AuditLogRead { get; } = Right.Of("audit-log.read", Role.SystemAdministrator, Role.Superintendent, Role.AiLead, Role.Auditor);

    public static Right ProfileRead { get; } = Right.Of("profile.read", Role.SystemAdministrator, Role.Superintendent, Role.AiLead, Role.Auditor);

    /// <summary>The district's name, state, size, time zone, and whether it is in small-district mode.</summary>
    public static Right ProfileManage { get; } = Right.Of("profile.manage", Role.SystemAdministrator);

    public static Right ProvidersRead { get; } = Right.Of("sign-in-providers.read", Role.SystemAdministrator, Role.Auditor);

    /// <summary>By whom else people are signed in, and which roles their groups give.</summary>
    public static Right ProvidersManage { get; } = Right.Of("sign-in-providers.manage", Role.SystemAdministrator);

    /// <summary>What packs say: criteria, data elements, rules of law.</summary>
    public static Right PacksRead { get; } = Right.Of("packs.read", Roles.All);

    /// <summary>Upload a pack, upgrade one to a newer version, undo that.</summary>
    public static Right PacksManage { get; } = Right.Of("packs.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>All work that goes on behind the pages. Whoever asked for a job sees that one without it.</summary>
    public static Right JobsRead { get; } = Right.Of("jobs.read", Role.SystemAdministrator, Role.Auditor);

    /// <summary>Cancel anybody's job, or have it tried again.</summary>
    public static Right JobsManage { get; } = Right.Of("jobs.manage", Role.SystemAdministrator);

    /// <summary>Make backups and download them: all that the district has, in one file.</summary>
    public static Right BackupsManage { get; } = Right.Of("backups.manage", Role.SystemAdministrator);

    /// <summary>Delete anybody's comment or file: what should not have been written there.</summary>
    public static Right AttachmentsModerate { get; } = Right.Of("attachments.moderate", Role.SystemAdministrator);

    /// <summary>Whether mail goes out, when people are reminded, and whom mail does not reach.</summary>
    public static Right RemindersRead { get; } = Right.Of("reminders.read", Role.SystemAdministrator, Role.Auditor);

    /// <summary>When people are reminded who chose nothing, quiet hours, a test to oneself.</summary>
    public static Right RemindersManage { get; } = Right.Of("reminders.manage", Role.SystemAdministrator);

    /// <summary>Which programs are told when something happens, and whether they were.</summary>
    public static Right WebHooksRead { get; } = Right.Of("web-hooks.read", Role.SystemAdministrator, Role.Auditor);

    public static Right WebHooksManage { get; } = Right.Of("web-hooks.manage", Role.SystemAdministrator);

    /// <summary>All of them, for the access matrix.</summary>
    public static IReadOnlyList<Right> All { get; } =
        [PeopleRead, PeopleManage, RolesCountersign, AuditLogRead, ProfileRead, ProfileManage, ProvidersRead, ProvidersManage, PacksRead, PacksManage, JobsRead, JobsManage, BackupsManage, AttachmentsModerate,
            RemindersRead, RemindersManage, WebHooksRead, WebHooksManage];
}
