using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Providers;

/// <summary>Sign-in providers, and the roles that their groups give.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000400_SignInProviders")]
internal sealed class SignInProviders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "sign_in_provider", t => t.Uuid("id").Text("name", ProviderLimits.Name).Text("issuer", ProviderLimits.Issuer)
            .Text("client_id", ProviderLimits.ClientId).Text("protected_secret", optional: true).Text("scopes", ProviderLimits.Scopes)
            .Text("email_claim", ProviderLimits.Claim).Text("name_claim", ProviderLimits.Claim).Text("groups_claim", ProviderLimits.Claim, optional: true)
            .Text("hosted_domain", ProviderLimits.Domain, optional: true).Flag("trusts_email").Instant("created_at").Instant("disabled_at", optional: true)
            .Version().Key("id"));
        TableScript.Create(migrationBuilder, "group_role", t => t.Uuid("id").Uuid("provider").Text("group_value", ProviderLimits.Group).Text("role")
            .Uuid("school", optional: true).Text("review_area", 40, optional: true).Instant("created_at").Uuid("created_by", optional: true)
            .Key("id").Index("provider").Foreign("provider", "sign_in_provider"));
    }
}
