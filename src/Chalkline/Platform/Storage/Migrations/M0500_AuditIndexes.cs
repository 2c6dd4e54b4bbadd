using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage.Migrations;

/// <summary>The audit log by action and by kind of record, newest first.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000500_AuditIndexes")]
internal sealed class AuditIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex("ix_audit_record_action_sequence", "audit_record", ["action", "sequence"]);
        migrationBuilder.CreateIndex("ix_audit_record_subject_kind_sequence", "audit_record", ["subject_kind", "sequence"]);
    }
}
