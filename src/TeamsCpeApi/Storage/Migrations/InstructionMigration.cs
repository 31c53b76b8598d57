using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0006_4_instruction")]
internal sealed class InstructionMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0006_4_instruction"));
}
