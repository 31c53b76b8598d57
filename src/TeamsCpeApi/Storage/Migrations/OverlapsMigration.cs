using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0008_4_overlaps")]
internal sealed class OverlapsMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0008_4_overlaps"));
}
