using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage.Migrations;

/// <summary>People, access, the audit log.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000100_Ground")]
internal sealed class Ground : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Accounts(migrationBuilder);
        Access(migrationBuilder);
        Audit(migrationBuilder);
        TableScript.Create(migrationBuilder, "district_profile", t => t.Whole("id").Text("name", 200).Text("state", 2).Whole("students")
            .Text("time_zone", 64).Flag("small_district").Instant("created_at").Version().Key("id"));
        TableScript.Create(migrationBuilder, "form_key", t => t.Text("key", 64).Instant("at").Key("key"));
    }

    private static void Accounts(MigrationBuilder migration)
    {
        TableScript.Create(migration, "account", t => t.Uuid("id").Text("name", 200).Text("name_folded", 400).Text("language", 8, optional: true)
            .Instant("created_at").Instant("deactivated_at", optional: true).Instant("erased_at", optional: true).Version()
            .Text("user_name", 256, optional: true).Text("normalized_user_name", 256, optional: true)
            .Text("email", 256, optional: true).Text("normalized_email", 256, optional: true).Flag("email_confirmed")
            .Text("password_hash", 400, optional: true).Text("security_stamp", 64, optional: true).Text("concurrency_stamp", 64, optional: true)
            .Instant("lockout_end", optional: true).Flag("lockout_enabled").Whole("access_failed_count")
            .Key("id").Unique("normalized_user_name").Index("normalized_email").Index("name_folded", "id"));
        TableScript.Create(migration, "external_login", t => t.Text("login_provider", 128).Text("provider_key", 128).Text("provider_display_name", optional: true)
            .Uuid("user_id").Key("login_provider", "provider_key").Index("user_id").Foreign("user_id", "account", onDelete: ReferentialAction.Cascade));
        TableScript.Create(migration, "passkey", t => t.Bytes("credential_id").Uuid("user_id").Json("data")
            .Key("credential_id").Index("user_id").Foreign("user_id", "account", onDelete: ReferentialAction.Cascade));
    }

    private static void Access(MigrationBuilder migration)
    {
        TableScript.Create(migration, "role_grant", t => t.Uuid("id").Uuid("account").Text("role").Uuid("school", optional: true)
            .Text("review_area", 40, optional: true).Text("source", 40).Instant("granted_at").Uuid("granted_by", optional: true)
            .Flag("needs_countersignature").Instant("countersigned_at", optional: true).Uuid("countersigned_by", optional: true)
            .Instant("revoked_at", optional: true).Uuid("revoked_by", optional: true).Version()
            .Key("id").Index("account").Index("school").Foreign("account", "account"));
        TableScript.Create(migration, "session", t => t.Text("token_hash", 64).Uuid("account").Text("means", 40).Instant("started_at").Instant("seen_at")
            .Instant("ends_at").Instant("ended_at", optional: true).Key("token_hash").Index("account").Foreign("account", "account"));
        TableScript.Create(migration, "sign_in_link", t => t.Text("token_hash", 64).Uuid("account").Instant("created_at").Uuid("created_by", optional: true)
            .Instant("expires_at").Instant("used_at", optional: true).Instant("withdrawn_at", optional: true)
            .Key("token_hash").Index("account").Foreign("account", "account"));
    }

    private static void Audit(MigrationBuilder migration)
    {
        TableScript.Create(migration, "audit_record", t => t.Counter("sequence").Instant("at").Text("actor_kind", 20).Uuid("actor_id", optional: true)
            .Text("action", 80).Text("subject_kind", 40).Uuid("subject_id").Text("body").Text("hash", 64)
            .Key("sequence").Index("subject_kind", "subject_id", "sequence").Index("actor_id", "sequence").Index("at"));
        TableScript.Create(migration, "audit_head", t => t.Whole("id").Counter("sequence").Text("hash", 64).Key("id"));
        migration.Sql($"INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '{Auditing.AuditHead.Origin}')");
        TableScript.Create(migration, "subject_key", t => t.Uuid("subject").Bytes("key").Key("subject"));
    }
}
