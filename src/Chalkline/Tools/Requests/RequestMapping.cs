using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Requests;

/// <summary>How requests stand in a district's store.</summary>
internal sealed class RequestMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [RequestRecords.Requests];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ToolRequestId>();
        conventions.Properties<Asker>().HaveConversion<CodeText<Asker>>();
        conventions.Properties<RequestState>().HaveConversion<CodeText<RequestState>>();
    }

    public void Map(ModelBuilder model) => model.Entity<ToolRequest>(request =>
    {
        request.Ignore(r => r.IsClosed);
        request.Property(r => r.LinkHash).HasMaxLength(64);
        request.Property(r => r.Name).HasMaxLength(ToolRequest.LongestName);
        request.Property(r => r.NameFolded).HasMaxLength(2 * ToolRequest.LongestName);
        request.Property(r => r.Maker).HasMaxLength(ToolRequest.LongestMaker);
        request.Property(r => r.Host).HasMaxLength(ToolRequest.LongestMaker);
        request.Property(r => r.Purpose).HasMaxLength(ToolRequest.LongestText);
        request.Property(r => r.GradeCodes).HasMaxLength(60);
        request.Property(r => r.Contact).HasMaxLength(ToolRequest.LongestContact);
        request.Property(r => r.Answer).HasMaxLength(ToolRequest.LongestText);
        request.HasIndex(r => r.LinkHash).IsUnique();
        request.HasIndex(r => new { r.State, r.AskedAt });
        request.HasIndex(r => r.NameFolded);
        request.HasIndex(r => r.AskedBy);
        request.HasOne<ToolRequest>().WithMany().HasForeignKey(r => r.MergedInto).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Tool>().WithMany().HasForeignKey(r => r.Tool).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<School>().WithMany().HasForeignKey(r => r.School).OnDelete(DeleteBehavior.Restrict);
        request.ToTable(t => t.HasCheckConstraint("ck_tool_request_asker", Codes.Check<Asker>("asker")));
        request.ToTable(t => t.HasCheckConstraint("ck_tool_request_state", Codes.Check<RequestState>("state")));
    });
}

/// <summary>Requests as records: read and found by those who answer them, and by whoever leads the district.</summary>
internal static class RequestRecords
{
    public static NamedRecord<ToolRequest, ToolRequestId> Requests { get; } =
        new("tool-request", "/tool-requests/", language => RequestText.Say(language, nameof(RequestWords.Request)), ToolRights.RequestsRead, ToolRights.Manage, r => r.Id);
}

/// <summary>Requests for tools.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000930_ToolRequests")]
internal sealed class M0930_ToolRequests : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "tool_request", t => t.Uuid("id").Text("asker").Uuid("asked_by", optional: true).Text("link_hash", 64, optional: true).Instant("asked_at").Text("name", 120).Text("name_folded", 240)
            .Text("maker", 300).Text("host", 300).Text("purpose", 2000).Text("grade_codes", 60).Uuid("school", optional: true).Text("contact", 200).Text("state").Uuid("merged_into", optional: true)
            .Uuid("tool", optional: true).Text("answer", 2000).Instant("answered_at", optional: true).Uuid("answered_by", optional: true).Instant("removed_at", optional: true).Version()
            .Check("asker", "asker IN ('student', 'family', 'teacher', 'staff', 'other')").Check("state", "state IN ('new', 'open', 'answered', 'declined', 'merged')")
            .Key("id").Unique("link_hash").Index("state", "asked_at").Index("name_folded").Index("asked_by").Index("merged_into").Index("tool").Index("school")
            .Foreign("merged_into", "tool_request").Foreign("tool", "tool").Foreign("school", "school"));
}
