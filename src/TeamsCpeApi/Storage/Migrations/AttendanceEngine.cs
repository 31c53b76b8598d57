using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0003_2_attendance_engine")]
internal sealed class AttendanceEngine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0003_2_attendance_engine"));
}
