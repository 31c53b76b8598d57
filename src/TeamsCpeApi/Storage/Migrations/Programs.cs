using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0006_3_programs")]
internal sealed class Programs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0006_3_programs"));
}
