using Dapper;

namespace CampaignEngine.Tests.Recipients;

/// <summary>Each test has a database of its own.</summary>
public sealed class ImportPeopleTests : IAsyncLifetime
{
    private readonly ImportBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_row_arrives_with_all_its_columns()
    {
        var report = await bench.ImportAsync("""
            HO VA TEN;so dinh danh ca nhan;ma so bhxh;ngay sinh;gioi tinh;dan toc;ngon ngu;ma tinh;ma xa;dien thoai;nguoi giu so;zalo;email;nghe nghiep;nhom;dien ho tro;tinh trang tham gia;thu nhap;phuong thuc dong;dong den thang;diem thu;nhan vien thu;ma ho;so thang ho tro;Ghi chú
            Trần Văn Hoà;079099000001;7900000001;15/03/1980;nam;Khmer;km;79;25747;01662345678;người thân;z1;hoa@example.vn;tiểu thương;V6, V3;hộ nghèo;tự nguyện;1.500.000 đ;6 tháng;04/2026;Bưu cục 1;Lê Thị B;H01;12;bỏ qua
            """);
        Assert.Equal((1, 1, 0), (report.Rows, report.Inserted, report.Rejected));
        Assert.Equal((1, 1), (report.Counts["phonesConverted"], report.IgnoredColumns.Count));
        Assert.Equal(
            "079099000001|7900000001|Trần Văn Hoà|tran van hoa|1980-03-15|1980|male|05|km|79|25747|+84362345678|relative|z1|hoa@example.vn|market_trader|{V3,V6}|poor|voluntary|1500000|six_monthly|2026-04-01|Bưu cục 1|Lê Thị B|H01|12|test|2026-01-31",
            await bench.OneAsync<string>("""
                SELECT concat_ws('|', personal_number, insurance_number, full_name, name_key, birth_date, birth_year, sex, ethnic_code, language, province_code, commune_code,
                    phone, phone_holder, zalo_id, email, occupation, groups, support_category, scheme_status, income, payment_method, paid_through, collection_point, agent,
                    household, months_supported, source, as_of) FROM recipients
                """));
        Assert.Equal(16, await bench.OneAsync<int>("SELECT length(number_key) FROM recipients"));
    }

    [Fact]
    public async Task Who_has_only_a_Zalo_id_is_keyed_by_it_until_a_number_is_known_and_never_again_after()
    {
        const string Key = "SELECT encode(number_key, 'hex') FROM recipients WHERE personal_number = '001099000077'";
        await ImportAsync("Họ tên,Số định danh cá nhân,Điện thoại,Mã Zalo\nLan,001099000077,,z77\n", ImportBench.Jan);
        var byId = await bench.OneAsync<string>(Key);
        await ImportAsync("Họ tên,Số định danh cá nhân,Điện thoại,Mã Zalo\nLan,001099000077,0912345677,\n", ImportBench.Jan.AddDays(1));
        var byNumber = await bench.OneAsync<string>(Key);
        await ImportAsync("Họ tên,Số định danh cá nhân,Điện thoại,Mã Zalo\nLan,001099000077,,z78\n", ImportBench.Jan.AddDays(2));
        Assert.Equal((32, byNumber), (byId!.Length, await bench.OneAsync<string>(Key)));
        Assert.NotEqual(byId, byNumber);

        Task ImportAsync(string csv, DateOnly asOf) => bench.ImportFileAsync(bench.Scratch.Write(".csv", csv), asOf);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        const string csv = $"{ImportBench.Header},Đồng ý SMS\nLan,001099000001,,0912345678,có\nHuệ,,0100000001,0912345679,không\nLan,001099000009,,0912345678,\nBad,1,,,\n";
        var path = bench.Scratch.Write(".csv", csv);
        var first = await bench.ImportFileAsync(path, ImportBench.Jan);
        Assert.Equal((2, 1, 1, 2), (first.Inserted, first.Doubtful, first.Rejected, first.Counts["consentsRecorded"]));
        Assert.False(first.NothingChanged);
        var state = await bench.StateAsync();

        var second = await bench.ImportFileAsync(path, ImportBench.Jan.AddDays(9));
        Assert.True(second.NothingChanged);
        Assert.NotNull(second.FirstTakenAt);
        Assert.Equal((0, 0, 2, 1, 0, 1), (second.Inserted, second.Updated, second.Unchanged, second.Doubtful, second.DoubtfulNew, second.Rejected));
        Assert.Equal(state, await bench.StateAsync());
    }

    [Fact]
    public async Task A_dry_run_counts_the_same_and_changes_nothing()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,,0912345678\n");
        var state = await bench.StateAsync();
        const string csv = $"{ImportBench.Header},Đồng ý SMS\nLan,001099000001,,0987654321,có\nMai,001099000002,,,có\nHai,7,,,\n";
        var dry = await bench.ImportAsync(csv, ImportBench.Jan.AddDays(1), dryRun: true);
        Assert.Equal(state, await bench.StateAsync());
        var real = await bench.ImportAsync(csv, ImportBench.Jan.AddDays(1));
        Assert.Equal((dry.Inserted, dry.Updated, dry.Rejected, dry.Counts["consentsRecorded"]), (real.Inserted, real.Updated, real.Rejected, real.Counts["consentsRecorded"]));
        Assert.Equal((1, 1, 1, 2), (real.Inserted, real.Updated, real.Rejected, real.Counts["consentsRecorded"]));
        Assert.NotEqual(state, await bench.StateAsync());
    }

    [Fact]
    public async Task Only_a_newer_file_overwrites_and_an_empty_cell_erases_nothing()
    {
        await bench.ImportAsync($"{ImportBench.Header},Email\nLan,001099000001,,0912345678,lan@example.vn\n");
        var older = await bench.ImportAsync($"{ImportBench.Header}\nLan Cũ,001099000001,,0987654321\n", ImportBench.Jan.AddDays(-1));
        Assert.Equal((0, 1), (older.Updated, older.Older));
        var newer = await bench.ImportAsync($"{ImportBench.Header},Email\nLan Mới,001099000001,,,\n", ImportBench.Jan.AddDays(1));
        Assert.Equal(1, newer.Updated);
        Assert.Equal("Lan Mới +84912345678 lan@example.vn 2026-02-01", await bench.OneAsync<string>("SELECT concat_ws(' ', full_name, phone, email, as_of) FROM recipients"));
    }

    [Fact]
    public async Task A_row_that_says_its_own_state_is_as_old_as_it_says()
    {
        await bench.ImportAsync($"{ImportBench.Header},Ngày cập nhật\nLan,001099000001,,0912345678,20/01/2026\n");
        Assert.Equal(1, (await bench.ImportAsync($"{ImportBench.Header},Ngày cập nhật\nLan,001099000001,,0987654321,19/01/2026\n", ImportBench.Jan.AddDays(30))).Older);
    }

    [Fact]
    public async Task A_personal_number_joins_the_person_known_by_insurance_number()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nLan,,0100000001,\n");
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,0100000001,\n");
        Assert.Equal((0, 1), (report.Inserted, report.Updated));
        Assert.Equal("001099000001 0100000001", await bench.OneAsync<string>("SELECT concat_ws(' ', personal_number, insurance_number) FROM recipients"));
    }

    [Fact]
    public async Task Numbers_of_two_people_are_never_merged()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,0100000001,\nHuệ,001099000002,0100000002,\nMai,,0100000003,\n");
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,0100000002,\nHuệ,001099000002,0100000009,\nLan,001099000001,0100000003,\n", ImportBench.Jan.AddDays(1));
        Assert.Equal(3, report.Faults["identifiers-disagree"]);
        Assert.Equal((3, 0, 0), (report.Rejected, report.Updated, report.Inserted));
        Assert.Equal(3L, await bench.OneAsync<long>("SELECT count(*) FROM recipients"));
    }

    [Fact]
    public async Task A_match_by_phone_and_name_alone_is_kept_aside()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nNguyễn Thị Hoà,,0100000001,0912345678\n");
        // Other number; no number at all; the same phone under another name is another person.
        var report = await bench.ImportAsync($"{ImportBench.Header}\nNGUYỄN THỊ HÒA,001099000001,,0912345678\nNguyen Thi Hoa,,,0912.345.678\nTrần Văn Nam,001099000003,,0912345678\n");
        Assert.Equal((1, 2, 0), (report.Inserted, report.Doubtful, report.Rejected));
        Assert.Equal("001099000001", await bench.OneAsync<string>("SELECT cells ->> 'Số định danh cá nhân' FROM doubtful_matches WHERE row_number = 2"));
        Assert.Null(await bench.OneAsync<string?>("SELECT personal_number FROM recipients WHERE insurance_number = '0100000001'"));
    }

    [Fact]
    public async Task Namesakes_on_one_phone_in_one_file_are_the_first_and_a_doubtful_one()
    {
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,,,0912345678\nLan,001099000001,,0912345678\nLan,001099000002,,0912345678\n");
        Assert.Equal((1, 2, 0), (report.Inserted, report.Doubtful, report.Rejected));
        Assert.Equal("001099000001 2,4", await bench.OneAsync<string>(
            "SELECT min(personal_number) || ' ' || string_agg(row_number::text, ',' ORDER BY row_number) FROM doubtful_matches JOIN recipients USING (recipient_id)"));
    }

    [Fact]
    public async Task Two_rows_that_only_the_table_knows_to_be_one_person_are_one_person()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,0100000001,\n");
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,,0912345678\nLan,,0100000001,0912345679\n");
        Assert.Equal((0, 1, 1), (report.Inserted, report.Updated, report.Faults["duplicate-row"]));
        Assert.Equal("+84912345679", await bench.OneAsync<string>("SELECT phone FROM recipients"));
    }

    [Fact]
    public async Task The_first_large_file_leaves_the_table_with_its_keys_and_indexes()
    {
        const string indexes = "SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE tablename = 'recipients'";
        const string keys = "SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), ';' ORDER BY conname) FROM pg_constraint WHERE conrelid = 'recipients'::regclass";
        var before = (await bench.OneAsync<string>(indexes), await bench.OneAsync<string>(keys));
        var rows = Enumerable.Range(0, 3_000).Select(n => $"Lan,{1_099_000_000 + n:D12},,");

        var report = await bench.ImportAsync($"{ImportBench.Header}\n{string.Join('\n', rows)}\nLan,001099000000,,\n");

        Assert.Equal((3_000, 1), (report.Inserted, report.Faults["duplicate-row"]));
        Assert.Equal(before, (await bench.OneAsync<string>(indexes), await bench.OneAsync<string>(keys)));
    }

    [Fact]
    public async Task Of_several_rows_of_one_person_the_newest_counts_and_among_equals_the_last()
    {
        var report = await bench.ImportAsync(
            $"{ImportBench.Header},Ngày cập nhật\nMột,001099000001,,,20/01/2026\nHai,001099000001,,,10/01/2026\nBa,001099000002,0100000002,,\nBốn,,0100000002,,\n");
        Assert.Equal((2, 2), (report.Inserted, report.Faults["duplicate-row"]));
        Assert.Equal("Bốn,Một", await bench.OneAsync<string>("SELECT string_agg(full_name, ',' ORDER BY full_name) FROM recipients"));
        // The row that knew one number learned the other from the row that knew both.
        Assert.Equal("001099000002", await bench.OneAsync<string>("SELECT personal_number FROM recipients WHERE full_name = 'Bốn'"));
    }

    [Fact]
    public async Task Unchanged_rows_are_not_rewritten()
    {
        await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,,0912345678\nMai,001099000002,,\n");
        var before = await bench.OneAsync<string>("SELECT xmin::text || changed_at FROM recipients WHERE full_name = 'Lan'");
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,,0912345678\nMai Anh,001099000002,,\n", ImportBench.Jan.AddDays(1));
        Assert.Equal((1, 1), (report.Updated, report.Unchanged));
        Assert.Equal(before, await bench.OneAsync<string>("SELECT xmin::text || changed_at FROM recipients WHERE full_name = 'Lan'"));
    }

    [Fact]
    public async Task A_generated_person_stays_one()
    {
        await bench.ImportAsync($"{ImportBench.Header},Dữ liệu giả\nLan,001099000001,,,có\n");
        await bench.ImportAsync($"{ImportBench.Header},Dữ liệu giả\nLan Anh,001099000001,,,không\n", ImportBench.Jan.AddDays(1));
        await bench.ImportAsync($"{ImportBench.Header}\nLan Em,001099000001,,\n", ImportBench.Jan.AddDays(2));
        Assert.Equal("Lan Em true", await bench.OneAsync<string>("SELECT full_name || ' ' || invented FROM recipients"));
    }

    [Fact]
    public async Task Names_are_stored_composed()
    {
        await bench.ImportAsync($"{ImportBench.Header}\n{"Nguyễn Thị Hoà".Normalize(System.Text.NormalizationForm.FormD)},001099000001,,\n");
        Assert.Equal("Nguyễn Thị Hoà", await bench.OneAsync<string>("SELECT full_name FROM recipients"));
    }

    [Fact]
    public async Task The_record_says_who_what_and_how_many()
    {
        var report = await bench.ImportAsync($"{ImportBench.Header}\nLan,001099000001,,\nx1,2,,\n");
        Assert.Equal($"people {report.FileHash} test 2026-01-31 1 1 1", await bench.OneAsync<string>(
            "SELECT concat_ws(' ', kind, encode(file_hash, 'hex'), source, as_of, user_id, counts ->> 'inserted', counts ->> 'rejected') FROM imports WHERE kind = 'people'"));
        Assert.Equal("people.import", await bench.OneAsync<string>("SELECT action FROM audit"));
    }

    [Theory]
    [InlineData("Số điện thoại\n0912345678\n", "missing-column")]
    [InlineData("Họ tên,Tên\nLan,Lan\n", "duplicate-column")]
    public async Task A_file_without_sense_is_refused_whole(string csv, string code) =>
        Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => bench.ImportAsync(csv))).Problems).Code);

    [Fact]
    public async Task A_killed_import_leaves_nothing()
    {
        var state = await bench.StateAsync();
        // The file's last rows wait behind a lock that the test holds: the import is surely under way when its backend is killed.
        await using var blocker = await bench.Database.Source.OpenConnectionAsync();
        await using var lockHeld = await blocker.BeginTransactionAsync();
        await blocker.ExecuteAsync("LOCK TABLE consents IN EXCLUSIVE MODE");
        var import = bench.ImportAsync($"{ImportBench.Header},Đồng ý SMS\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"Lan,{i:000000000000},,,có\n")));
        await WaitForAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'consents'::regclass");
        await bench.OneAsync<long>("SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'consents'::regclass) k");
        await Assert.ThrowsAnyAsync<Exception>(() => import);
        await lockHeld.RollbackAsync();
        Assert.Equal(state, await bench.StateAsync());
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        var state = await bench.StateAsync();
        await using var blocker = await bench.Database.Source.OpenConnectionAsync();
        await using var lockHeld = await blocker.BeginTransactionAsync();
        await blocker.ExecuteAsync("LOCK TABLE consents IN EXCLUSIVE MODE");
        using var cancel = new CancellationTokenSource();
        var import = bench.ImportFileAsync(bench.Scratch.Write(".csv", $"{ImportBench.Header},Đồng ý SMS\nLan,001099000001,,,có\n"), ImportBench.Jan, cancel: cancel.Token);
        await WaitForAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'consents'::regclass");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);
        await lockHeld.RollbackAsync();
        Assert.Equal(state, await bench.StateAsync());
    }

    private async Task WaitForAsync(string count)
    {
        while (await bench.OneAsync<long>(count) == 0) await Task.Yield();
    }
}
