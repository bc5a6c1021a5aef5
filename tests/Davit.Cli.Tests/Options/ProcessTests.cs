namespace Davit.Cli.Tests.Options;

/// <summary>What runs, and its surroundings; expected texts are those of docker 28.2.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("A=1", """["A=1"]""")]
    [InlineData("A=", """["A="]""")]
    [InlineData("A==", """["A=="]""")]
    public void Variables_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("Env", "-e", text));

    [Theory]
    [InlineData("", "invalid environment variable: ")]
    [InlineData("=x", "invalid environment variable: =x")]
    public void What_is_no_variable_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-e", text));

    [Theory]
    [InlineData("a=b", """{"a":"b"}""")]
    [InlineData("c", """{"c":""}""")]
    [InlineData("a=b=c", """{"a":"b=c"}""")]
    public void Labels_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("Labels", "--label", text));

    [Theory]
    [InlineData("=x", "invalid label '=x': empty name")]
    public void What_is_no_label_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--label", text));

    [Theory]
    [InlineData("always", """{"Name":"always","MaximumRetryCount":0}""")]
    [InlineData("on-failure:3", """{"Name":"on-failure","MaximumRetryCount":3}""")]
    [InlineData("no", """{"Name":"no","MaximumRetryCount":0}""")]
    public void Restart_policies_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.RestartPolicy", "--restart", text));

    [Theory]
    [InlineData("on-failure:3:4", "invalid restart policy format: maximum retry count must be an integer")]
    [InlineData(":3", "invalid restart policy format: no policy provided before colon")]
    [InlineData("on-failure:x", "invalid restart policy format: maximum retry count must be an integer")]
    public void What_is_no_policy_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--restart", text));

    [Theory]
    [InlineData("", """[""]""")]
    [InlineData("x", """["x"]""")]
    public void An_empty_entrypoint_takes_away_the_images(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("Entrypoint", "--entrypoint", text));

    [Theory]
    [InlineData("net.a=1", """{"net.a":"1"}""")]
    [InlineData("kernel.sem=1", """{"kernel.sem":"1"}""")]
    [InlineData("fs.mqueue.x=1", """{"fs.mqueue.x":"1"}""")]
    public void Namespaced_settings_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Sysctls", "--sysctl", text));

    [Theory]
    [InlineData("kernel.foo=1", "sysctl 'kernel.foo=1' is not allowed")]
    [InlineData("net.a", "sysctl 'net.a' is not allowed")]
    [InlineData("x=1", "sysctl 'x=1' is not allowed")]
    public void Settings_of_the_host_are_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--sysctl", text));

    [Theory]
    [InlineData("no-new-privileges", """["no-new-privileges"]""")]
    [InlineData("seccomp=unconfined", """["seccomp=unconfined"]""")]
    [InlineData("label:disable", """["label:disable"]""")]
    [InlineData("apparmor=x", """["apparmor=x"]""")]
    [InlineData("no-new-privileges:true", """["no-new-privileges:true"]""")]
    public void Security_options_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.SecurityOpt", "--security-opt", text));

    [Theory]
    [InlineData("seccomp=/nosuch", "opening seccomp profile (/nosuch) failed: open /nosuch: no such file or directory")]
    [InlineData("foo", "Invalid --security-opt: \"foo\"")]
    public void What_is_no_security_option_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--security-opt", text));

    [Theory]
    [InlineData("/a:size=1m", """{"/a":"size=1m"}""")]
    [InlineData("/b", """{"/b":""}""")]
    public void Temporary_file_systems_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Tmpfs", "--tmpfs", text));

    [Theory]
    [InlineData("size=1g", """{"size":"1g"}""")]
    public void Storage_options_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.StorageOpt", "--storage-opt", text));

    [Theory]
    [InlineData("x", "invalid storage option")]
    public void What_is_no_storage_option_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--storage-opt", text));

    [Theory]
    [InlineData("a=b", """{"Type":"","Config":{"a":"b"}}""")]
    [InlineData("a", """{"Type":"","Config":{"a":""}}""")]
    public void Options_of_logging_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.LogConfig", "--log-opt", text));

    [Theory]
    [InlineData("host", "\"host\"")]
    [InlineData("container:x", "\"container:x\"")]
    public void Process_namespaces_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.PidMode", "--pid", text));

    [Theory]
    [InlineData("foo", "--pid: invalid PID mode")]
    public void What_is_no_process_namespace_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--pid", text));

    [Theory]
    [InlineData("1s", "1000000000")]
    [InlineData("1m30s", "90000000000")]
    [InlineData("1.5h", "5400000000000")]
    [InlineData("100ms", "100000000")]
    [InlineData("1.s", "1000000000")]
    [InlineData(".5s", "500000000")]
    [InlineData("+5s", "5000000000")]
    [InlineData("1us", "1000")]
    [InlineData("1µs", "1000")]
    public void Durations_are_nanoseconds(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("Healthcheck.Interval", "--health-interval", text));

    [Theory]
    [InlineData("5", "time: missing unit in duration \"5\"")]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("-1s", "--health-interval cannot be negative")]
    [InlineData("1x", "time: unknown unit \"x\" in duration \"1x\"")]
    [InlineData("1sx", "time: unknown unit \"sx\" in duration \"1sx\"")]
    [InlineData("s", "time: invalid duration \"s\"")]
    [InlineData(".s", "time: invalid duration \".s\"")]
    [InlineData("3000000h", "time: invalid duration \"3000000h\"")]
    [InlineData("1d", "time: unknown unit \"d\" in duration \"1d\"")]
    public void What_is_no_duration_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--health-interval", text));

    [Theory]
    [InlineData("systempaths=unconfined", "[]")]
    [InlineData("no-new-privileges", "null")]
    public void Unconfined_system_paths_mask_nothing(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.MaskedPaths", "--security-opt", text));

    [Theory]
    [InlineData("stdout", "true")]
    [InlineData("STDIN", "false")]
    public void Streams_may_be_chosen(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("AttachStdout", "-a", text));

    [Theory]
    [InlineData("foo", "valid streams are STDIN, STDOUT and STDERR")]
    public void What_is_no_stream_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-a", text));
}
