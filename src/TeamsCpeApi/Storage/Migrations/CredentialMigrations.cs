using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0002_credentials")]
internal sealed class CredentialKinds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0002_credentials"));
}

[DbContext(typeof(CpeDbContext))]
[Migration("0002_events")]
internal sealed class Events : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0002_events"));
}

[DbContext(typeof(CpeDbContext))]
[Migration("0002_sign_ins")]
internal sealed class SignIns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0002_sign_ins"));
}
