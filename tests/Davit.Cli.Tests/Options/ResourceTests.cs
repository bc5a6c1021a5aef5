namespace Davit.Cli.Tests.Options;

/// <summary>Limits; expected texts are those of docker 28.2.</summary>
public sealed class ResourceTests
{
    [Theory]
    [InlineData("512", "512")]
    [InlineData("512b", "512")]
    [InlineData("512m", "536870912")]
    [InlineData("1.5g", "1610612736")]
    [InlineData("64kb", "65536")]
    [InlineData("2GiB", "2147483648")]
    [InlineData("1K", "1024")]
    [InlineData("2t", "2199023255552")]
    [InlineData("1p", "1125899906842624")]
    [InlineData("1 m", "1048576")]
    [InlineData("1e3", "1000")]
    [InlineData("+5", "5")]
    [InlineData(".5k", "512")]
    [InlineData("5.", "5")]
    [InlineData("5 ", "5")]
    [InlineData("1mib", "1048576")]
    [InlineData("1MIB", "1048576")]
    public void Memory_is_read_in_powers_of_1024(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Memory", "-m", text));

    [Theory]
    [InlineData("-1", "invalid size: '-1'")]
    [InlineData("", "invalid size: ''")]
    [InlineData("m", "invalid size: 'm'")]
    [InlineData("1x", "invalid suffix: 'x'")]
    [InlineData("1ki", "invalid suffix: 'ki'")]
    [InlineData("1bb", "invalid suffix: 'bb'")]
    [InlineData("NaN", "invalid size: 'NaN'")]
    [InlineData("1  m", """strconv.ParseFloat: parsing "1 ": invalid syntax""")]
    [InlineData("1.5.5", """strconv.ParseFloat: parsing "1.5.5": invalid syntax""")]
    [InlineData("0x10", """strconv.ParseFloat: parsing "0x10": invalid syntax""")]
    [InlineData(" 5", """strconv.ParseFloat: parsing " 5": invalid syntax""")]
    public void What_is_no_size_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-m", text));

    [Theory]
    [InlineData("-1", "-1")]
    [InlineData("1g", "1073741824")]
    public void Swap_may_be_unlimited(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.MemorySwap", "--memory-swap", text));

    [Theory]
    [InlineData("-2", "invalid size: '-2'")]
    public void Swap_has_no_other_negative_sizes(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--memory-swap", text));

    [Theory]
    [InlineData("1", "1000000000")]
    [InlineData("1.5", "1500000000")]
    [InlineData("0.001", "1000000")]
    [InlineData(".5", "500000000")]
    [InlineData("1/2", "500000000")]
    [InlineData("1e2", "100000000000")]
    [InlineData("1e-9", "1")]
    [InlineData("-1", "-1000000000")]
    [InlineData("+1", "1000000000")]
    public void Processors_are_billionths(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.NanoCpus", "--cpus", text));

    [Theory]
    [InlineData("1/3", "value is too precise")]
    [InlineData("1e-10", "value is too precise")]
    [InlineData("", "failed to parse  as a rational number")]
    [InlineData("a", "failed to parse a as a rational number")]
    [InlineData("1.0000000001", "value is too precise")]
    [InlineData("1/0", "failed to parse 1/0 as a rational number")]
    [InlineData(" 1", "failed to parse  1 as a rational number")]
    [InlineData("0.5/2", "failed to parse 0.5/2 as a rational number")]
    public void What_is_no_number_of_processors_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--cpus", text));

    [Theory]
    [InlineData("10", "10")]
    [InlineData("0x10", "16")]
    [InlineData("010", "8")]
    [InlineData("-5", "-5")]
    [InlineData("0b11", "3")]
    [InlineData("0o7", "7")]
    [InlineData("+3", "3")]
    [InlineData("1_0", "10")]
    public void Whole_numbers_are_read_as_go_reads_them(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.CpuShares", "-c", text));

    [Theory]
    [InlineData("", """strconv.ParseInt: parsing "": invalid syntax""")]
    [InlineData("a", """strconv.ParseInt: parsing "a": invalid syntax""")]
    [InlineData("9223372036854775808", """strconv.ParseInt: parsing "9223372036854775808": value out of range""")]
    [InlineData("1.5", """strconv.ParseInt: parsing "1.5": invalid syntax""")]
    [InlineData("08", """strconv.ParseInt: parsing "08": invalid syntax""")]
    [InlineData("0x", """strconv.ParseInt: parsing "0x": invalid syntax""")]
    public void What_is_no_whole_number_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-c", text));

    [Theory]
    [InlineData("/dev/sda:1gb", """[{"Path":"/dev/sda","Rate":1073741824}]""")]
    public void Rates_of_writing_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.BlkioDeviceWriteBps", "--device-write-bps", text));

    [Theory]
    [InlineData("10", "10")]
    [InlineData("500", "500")]
    public void The_weight_is_a_small_number(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.BlkioWeight", "--blkio-weight", text));

    [Theory]
    [InlineData("70000", """strconv.ParseUint: parsing "70000": value out of range""")]
    [InlineData("-1", """strconv.ParseUint: parsing "-1": invalid syntax""")]
    [InlineData("a", """strconv.ParseUint: parsing "a": invalid syntax""")]
    public void A_weight_out_of_range_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--blkio-weight", text));

    [Theory]
    [InlineData("nofile=1024:2048", """[{"Name":"nofile","Hard":2048,"Soft":1024}]""")]
    [InlineData("nofile=1024", """[{"Name":"nofile","Hard":1024,"Soft":1024}]""")]
    [InlineData("nofile=-1", """[{"Name":"nofile","Hard":-1,"Soft":-1}]""")]
    [InlineData("nofile=5:-1", """[{"Name":"nofile","Hard":-1,"Soft":5}]""")]
    [InlineData("core=0", """[{"Name":"core","Hard":0,"Soft":0}]""")]
    public void Ulimits_have_a_soft_and_a_hard_limit(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Ulimits", "--ulimit", text));

    [Theory]
    [InlineData("nofile", "invalid ulimit argument: nofile")]
    [InlineData("foo=1", "invalid ulimit type: foo")]
    [InlineData("nofile=5:1", "ulimit soft limit must be less than or equal to hard limit: 5 > 1")]
    [InlineData("nofile=1:2:3", "too many limit value arguments - 1:2:3, can only have up to two, `soft[:hard]`")]
    [InlineData("nofile=", """strconv.ParseInt: parsing "": invalid syntax""")]
    [InlineData("nofile=a", """strconv.ParseInt: parsing "a": invalid syntax""")]
    [InlineData("nofile=-1:5", "ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: 5")]
    [InlineData("nofile=1:a", """strconv.ParseInt: parsing "a": invalid syntax""")]
    [InlineData("nofile=1:", """strconv.ParseInt: parsing "": invalid syntax""")]
    public void What_is_no_ulimit_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--ulimit", text));

    [Theory]
    [InlineData("/dev/a", """[{"PathOnHost":"/dev/a","PathInContainer":"/dev/a","CgroupPermissions":"rwm"}]""")]
    [InlineData("/dev/a:/dev/b", """[{"PathOnHost":"/dev/a","PathInContainer":"/dev/b","CgroupPermissions":"rwm"}]""")]
    [InlineData("/dev/a:r", """[{"PathOnHost":"/dev/a","PathInContainer":"/dev/a","CgroupPermissions":"r"}]""")]
    [InlineData("/dev/a:/dev/b:rw", """[{"PathOnHost":"/dev/a","PathInContainer":"/dev/b","CgroupPermissions":"rw"}]""")]
    public void Devices_have_two_paths_and_a_mode(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Devices", "--device", text));

    [Theory]
    [InlineData("/dev/a:/dev/b:x", "bad mode specified: x")]
    [InlineData("a:b", "b is not an absolute path")]
    [InlineData("/dev/a:/dev/b:rwm:x", "bad format for path: /dev/a:/dev/b:rwm:x")]
    [InlineData("", "bad format for path: ")]
    [InlineData("/dev/a:rr", "rr is not an absolute path")]
    [InlineData("/dev/a:", " is not an absolute path")]
    [InlineData("/dev/a:b", "b is not an absolute path")]
    public void What_is_no_device_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--device", text));

    [Theory]
    [InlineData("c 1:3 rwm", """["c 1:3 rwm"]""")]
    [InlineData("a *:* r", """["a *:* r"]""")]
    public void Rules_of_devices_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.DeviceCgroupRules", "--device-cgroup-rule", text));

    [Theory]
    [InlineData("x 1:1 r", "invalid device cgroup format 'x 1:1 r'")]
    [InlineData("c 1:3", "invalid device cgroup format 'c 1:3'")]
    [InlineData("c 1:3 x", "invalid device cgroup format 'c 1:3 x'")]
    [InlineData("c 1 r", "invalid device cgroup format 'c 1 r'")]
    [InlineData("c 1:3 rwmr", "invalid device cgroup format 'c 1:3 rwmr'")]
    public void What_is_no_rule_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--device-cgroup-rule", text));

    [Theory]
    [InlineData("/dev/sda:100", """[{"Path":"/dev/sda","Weight":100}]""")]
    [InlineData("/dev/sda:0", """[{"Path":"/dev/sda","Weight":0}]""")]
    public void Weights_of_devices_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.BlkioWeightDevice", "--blkio-weight-device", text));

    [Theory]
    [InlineData("/dev/sda:5", "invalid weight for device: /dev/sda:5")]
    [InlineData("sda:100", "bad format for device path: sda:100")]
    [InlineData("/dev/sda", "bad format: /dev/sda")]
    [InlineData("/dev/sda:x", "invalid weight for device: /dev/sda:x")]
    public void What_is_no_weight_of_a_device_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--blkio-weight-device", text));

    [Theory]
    [InlineData("/dev/sda:1mb", """[{"Path":"/dev/sda","Rate":1048576}]""")]
    [InlineData("/dev/sda:5", """[{"Path":"/dev/sda","Rate":5}]""")]
    public void Rates_of_bytes_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.BlkioDeviceReadBps", "--device-read-bps", text));

    [Theory]
    [InlineData("sda:100", "bad format for device path: sda:100")]
    [InlineData("/dev/sda", "bad format: /dev/sda")]
    [InlineData("/dev/sda:x", "invalid rate for device: /dev/sda:x. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb")]
    [InlineData("/dev/sda:-1", "invalid rate for device: /dev/sda:-1. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb")]
    public void What_is_no_rate_of_bytes_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--device-read-bps", text));

    [Theory]
    [InlineData("/dev/sda:5", """[{"Path":"/dev/sda","Rate":5}]""")]
    public void Rates_of_operations_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.BlkioDeviceWriteIOps", "--device-write-iops", text));

    [Theory]
    [InlineData("/dev/sda:1mb", "invalid rate for device: /dev/sda:1mb. The correct format is <device-path>:<number>. Number must be a positive integer")]
    [InlineData("/dev/sda:-1", "invalid rate for device: /dev/sda:-1. The correct format is <device-path>:<number>. Number must be a positive integer")]
    public void What_is_no_rate_of_operations_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--device-write-iops", text));

    [Theory]
    [InlineData("all", """[{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}]""")]
    [InlineData("2", """[{"Driver":"","Count":2,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}]""")]
    [InlineData("device=0,capabilities=utility", """[{"Driver":"","Count":0,"DeviceIDs":["0"],"Capabilities":[["utility","gpu"]],"Options":{}}]""")]
    [InlineData("\"device=0,1\"", """[{"Driver":"","Count":0,"DeviceIDs":["0","1"],"Capabilities":[["gpu"]],"Options":{}}]""")]
    [InlineData("driver=x,count=3", """[{"Driver":"x","Count":3,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}]""")]
    [InlineData("\"capabilities=a,b\",options=c=d", """[{"Driver":"","Count":1,"DeviceIDs":null,"Capabilities":[["a","b","gpu"]],"Options":{"c":"d"}}]""")]
    [InlineData("-1", """[{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}]""")]
    public void Graphics_cards_are_requested(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.DeviceRequests", "--gpus", text));

    [Theory]
    [InlineData("x=y", "unexpected key 'x' in 'x=y'")]
    [InlineData("count=x", """invalid count (x): value must be either "all" or an integer: invalid syntax""")]
    public void What_is_no_request_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--gpus", text));

    [Theory]
    [InlineData("50", "50")]
    public void Swappiness_is_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.MemorySwappiness", "--memory-swappiness", text));

    [Theory]
    [InlineData("101", "invalid value: 101. Valid memory swappiness range is 0-100")]
    public void Swappiness_is_a_percentage(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--memory-swappiness", text));
}
