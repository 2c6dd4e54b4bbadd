using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.Policies;

/// <summary>Policies, their versions and readings, who must acknowledge them, who has. Words that were adopted are held by the database as well.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000800_Policies")]
internal sealed class M0800_Policies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "policy", t => t.Uuid("id").Text("name", 160).Text("name_folded", 320).Text("name_spanish", 160).Text("document", 80, optional: true)
            .Whole("published", optional: true).Whole("acknowledge_from", optional: true).Day("review_on", optional: true).Whole("acknowledge_days").Instant("created_at")
            .Instant("withdrawn_at", optional: true).Version().Key("id").Index("name_folded", "id"));
        TableScript.Create(migrationBuilder, "policy_version", t => t.Uuid("policy").Whole("number").Text("state").Text("title", 160).Text("title_spanish", 160).Text("text", 60_000)
            .Text("text_spanish", 60_000).Text("hash", 64).Text("what_changed", 1000).Flag("asks_again").Uuid("written_by").Instant("written_at").Day("comments_until", optional: true)
            .Text("adopted_by", optional: true).Day("adopted_on", optional: true).Uuid("entered_by", optional: true).Uuid("decision", optional: true)
            .Instant("published_at", optional: true).Instant("ended_at", optional: true).Text("ended_why", 1000).Version()
            .Check("state", "state IN ('draft', 'consultation', 'first-reading', 'second-reading', 'adopted', 'published', 'superseded', 'withdrawn')")
            .Check("adopted_by", "adopted_by IN ('superintendent', 'board')")
            .Key("policy", "number").Foreign("policy", "policy"));
        TableScript.Create(migrationBuilder, "policy_reading", t => t.Uuid("id").Uuid("policy").Whole("number").Whole("ordinal").Day("day").Text("title", 160).Text("text", 60_000)
            .Text("text_spanish", 60_000).Text("hash", 64).Uuid("entered_by").Instant("entered_at").Check("ordinal", "ordinal BETWEEN 1 AND 2")
            .Key("id").Index("policy", "number", "id").Foreign("policy", "policy"));
        TableScript.Create(migrationBuilder, "policy_role", t => t.Uuid("policy").Text("role").Key("policy", "role").Index("role", "policy").Foreign("policy", "policy"));
        TableScript.Create(migrationBuilder, "policy_school", t => t.Uuid("policy").Uuid("school").Key("policy", "school").Index("school").Foreign("policy", "policy").Foreign("school", "school"));
        TableScript.Create(migrationBuilder, "policy_acknowledgement", t => t.Uuid("policy").Uuid("account").Whole("number").Text("hash", 64).Instant("at")
            .Key("policy", "account", "number").Index("account", "policy", "number").Foreign("policy", "policy").Foreign("account", "account"));
        FrozenRows.Hold(migrationBuilder, "policy_version", "adopted_on IS NOT NULL",
            "policy", "number", "title", "title_spanish", "text", "text_spanish", "hash", "what_changed", "asks_again", "written_by", "adopted_by", "adopted_on", "entered_by", "decision");
        FrozenRows.HoldOnceSet(migrationBuilder, "policy_version", "published_at");
        FrozenRows.HoldAll(migrationBuilder, "policy_reading");
        FrozenRows.HoldAll(migrationBuilder, "policy_acknowledgement");
    }
}
