using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Roadmap.Storage;

/// <summary>Measures with their values, challenges, goals, use cases with their success criteria.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000110_Aims")]
internal sealed class Aims : Migration
{
    private const string Kinds = "IN ('achievement', 'attendance', 'teacher-time', 'operations', 'family-communication', 'advanced-courses', 'early-help', 'resources')";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Measures(migrationBuilder);
        TableScript.Create(migrationBuilder, "challenge", t => t.Uuid("id").Text("voice").Uuid("asked_by", optional: true).Text("link_hash", 64, optional: true).Instant("asked_at")
            .Text("category").Text("title", 120).Text("text", 2000).Text("state").Whole("rank", optional: true).Uuid("part_of", optional: true).Uuid("measure", optional: true)
            .Text("public_title", 120).Text("public_text", 2000).Text("answer", 2000).Instant("answered_at", optional: true).Instant("hidden_at", optional: true)
            .Text("hidden_reason", 400).Instant("removed_at", optional: true).Version()
            .Check("category", "category IN ('learning', 'attendance', 'staff-time', 'operations', 'families', 'access', 'other')")
            .Check("state", "state IN ('new', 'kept', 'grouped', 'answered', 'closed')")
            .Check("voice", "voice IN ('staff', 'public')")
            .Key("id").Unique("link_hash").Index("part_of").Index("measure").Foreign("part_of", "challenge").Foreign("measure", "measure"));
        TableScript.Create(migrationBuilder, "goal", t => t.Uuid("id").Text("name", 160).Text("name_folded", 320).Text("kind").Uuid("challenge").Uuid("measure").Uuid("school", optional: true)
            .Text("student_group", 60).Money("baseline").Day("baseline_day").Money("target").Day("target_day").Uuid("owner", optional: true).Instant("created_at")
            .Instant("dropped_at", optional: true).Text("dropped_why", 500).Version()
            .Check("kind", "kind " + Kinds).Check("days", "target_day > baseline_day")
            .Key("id").Index("challenge").Index("measure").Index("school").Foreign("challenge", "challenge").Foreign("measure", "measure").Foreign("school", "school"));
        UseCases(migrationBuilder);
    }

    private static void Measures(MigrationBuilder migration)
    {
        TableScript.Create(migration, "measure", t => t.Uuid("id").Text("name", 120).Text("name_folded", 240).Text("unit", 40).Text("direction").Money("least", optional: true)
            .Money("most", optional: true).Text("level").Text("domain").Flag("counts_students").Text("source", 500).Instant("created_at").Day("retired_on", optional: true)
            .Text("retired_why", 500).Version()
            .Check("direction", "direction IN ('more', 'less')").Check("level", "level IN ('district', 'school')").Check("domain", "domain " + Kinds)
            .Key("id").Unique("name_folded"));
        TableScript.Create(migration, "measure_value", t => t.Uuid("id").Uuid("measure").Uuid("school", optional: true).Text("student_group", 60).Day("day").Text("cell", 200).Money("amount")
            .Whole("students", optional: true).Instant("entered_at").Uuid("entered_by", optional: true)
            .Check("students", "students >= 0")
            .Key("id").Unique("measure", "cell").Index("measure", "day").Index("school").Foreign("measure", "measure").Foreign("school", "school"));
        TableScript.Create(migration, "staged_values", t => t.Uuid("id").Uuid("measure").Uuid("staged_by").Instant("staged_at").Instant("expires_at").Text("file_name", 200)
            .Text("content_hash", 64).Bytes("content", optional: true).Instant("confirmed_at", optional: true).Whole("added", optional: true).Whole("changed", optional: true)
            .Whole("unchanged", optional: true).Version().Key("id").Index("expires_at"));
    }

    private static void UseCases(MigrationBuilder migration)
    {
        TableScript.Create(migration, "use_case", t => t.Uuid("id").Text("name", 120).Text("name_folded", 240).Uuid("goal").Text("level").Text("purpose").Text("data").Text("grade_codes", 60)
            .Text("role_codes", 200).Text("summary", 1000).Whole("impact").Text("impact_why", 400).Whole("risk").Text("risk_why", 400).Instant("created_at").Version()
            .Check("level", "level IN ('district', 'classroom')")
            .Check("purpose", "purpose IN ('instruction', 'teacher-support', 'operations', 'decisions-about-students')")
            .Check("data", "data IN ('none', 'student-data', 'sensitive')")
            .Check("scales", "impact BETWEEN 1 AND 5 AND risk BETWEEN 1 AND 5")
            .Key("id").Index("goal").Foreign("goal", "goal"));
        TableScript.Create(migration, "use_case_criteria", t => t.Uuid("use_case").Whole("number").Text("text", 2000).Instant("written_at").Instant("frozen_at", optional: true)
            .Uuid("frozen_by", optional: true).Version().Key("use_case", "number").Foreign("use_case", "use_case"));
    }
}
