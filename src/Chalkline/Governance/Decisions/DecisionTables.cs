using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.Decisions;

/// <summary>Delegation, proposals and decisions, the board and its votes, conflicts of interest. What was decided, signed, voted and declared never changes.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000710_Decisions")]
internal sealed class DecisionTables : Migration
{
    private static readonly string[] Lasting = ["decision", "countersignature", "board_vote", "delegation_line", "conflict_declaration", "abstention"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "delegation_table", t => t.Uuid("id").Text("name", 200).Uuid("drafted_by").Instant("created_at").Day("adopted_on", optional: true)
            .Uuid("adopted_by", optional: true).Version().Key("id"));
        TableScript.Create(migrationBuilder, "delegation_line", t => t.Uuid("id").Uuid("delegation").Whole("place").Text("kind", optional: true).Text("tier", optional: true).Text("body")
            .Money("up_to", optional: true).Check("body", "body IN ('director', 'superintendent')").Key("id").Index("delegation").Foreign("delegation", "delegation_table"));
        Decisions(migrationBuilder);
        Board(migrationBuilder);
        TableScript.Create(migrationBuilder, "conflict_declaration", t => t.Uuid("id").Uuid("account").Whole("school_year").Text("what", 4000).Instant("at").Key("id").Index("account", "school_year"));
        TableScript.Create(migrationBuilder, "abstention", t => t.Uuid("proposal").Uuid("account").Text("why", 1000).Instant("at").Key("proposal", "account").Foreign("proposal", "proposal"));
        foreach (var table in Lasting) LastingRows.Guard(migrationBuilder, table);
    }

    private static void Decisions(MigrationBuilder migration)
    {
        TableScript.Create(migration, "proposal", t => t.Uuid("id").Text("title", 200).Text("kind").Text("tier").Money("amount").Text("background", 4000).Text("fiscal_effect", 1000)
            .Text("motion", 1000).Text("subject_kind", 40).Uuid("subject_id", optional: true).Uuid("supersedes", optional: true).Uuid("asked_by").Instant("asked_at").Text("state").Version()
            .Check("kind", "kind IN ('purchase', 'agreement', 'tool-use', 'pilot', 'rollout', 'retirement', 'policy', 'delegation', 'other')")
            .Check("tier", "tier IN ('no-student-data', 'student-data', 'shapes-decisions')").Check("state", "state IN ('open', 'decided', 'withdrawn')")
            .Key("id").Index("state", "id"));
        TableScript.Create(migration, "decision", t => t.Uuid("id").Uuid("proposal").Flag("approved").Text("body").Uuid("decided_by", optional: true).Uuid("entered_by").Text("reason", 4000)
            .Day("decided_on").Instant("at").Text("content").Text("sha256", 64).Uuid("delegation", optional: true).Uuid("vote", optional: true).Uuid("supersedes", optional: true)
            .Flag("needs_countersignature")
            .Check("body", "body IN ('director', 'superintendent', 'board')").Check("who", "(body = 'board') = (decided_by IS NULL)")
            .Key("id").Unique("proposal").Unique("supersedes").Index("at").Foreign("proposal", "proposal"));
        TableScript.Create(migration, "countersignature", t => t.Uuid("decision").Uuid("signed_by").Instant("at").Key("decision").Foreign("decision", "decision"));
    }

    private static void Board(MigrationBuilder migration)
    {
        TableScript.Create(migration, "board_profile", t => t.Whole("id").Whole("seats").Text("majority").Version().Check("majority", "majority IN ('of-votes', 'of-seats')").Key("id"));
        TableScript.Create(migration, "board_meeting", t => t.Uuid("id").Day("day").Text("minutes_address", 500).Instant("created_at").Version().Key("id").Unique("day"));
        TableScript.Create(migration, "board_item", t => t.Uuid("id").Uuid("meeting").Uuid("proposal").Whole("place").Text("reading").Uuid("added_by").Instant("added_at")
            .Instant("read_at", optional: true).Instant("taken_off_at", optional: true).Version().Check("reading", "reading IN ('first', 'second', 'action')")
            .Key("id").Index("meeting").Index("proposal").Foreign("meeting", "board_meeting").Foreign("proposal", "proposal"));
        TableScript.Create(migration, "board_vote", t => t.Uuid("id").Uuid("item").Text("motion", 1000).Text("moved_by", 120).Text("seconded_by", 120).Whole("votes_for").Whole("votes_against")
            .Whole("abstained").Whole("absent").Whole("seats").Flag("carried").Text("abstained_who", 1000).Uuid("entered_by").Instant("at")
            .Check("sum", "votes_for + votes_against + abstained + absent = seats").Key("id").Unique("item").Foreign("item", "board_item"));
    }
}
