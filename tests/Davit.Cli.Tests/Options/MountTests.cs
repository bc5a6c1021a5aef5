namespace Davit.Cli.Tests.Options;

/// <summary><c>--mount</c>; expected texts are those of docker 28.2.</summary>
public sealed class MountTests
{
    [Theory]
    [InlineData("type=bind,source=/a,target=/b", """[{"Type":"bind","Source":"/a","Target":"/b"}]""")]
    [InlineData("src=v,dst=/b", """[{"Type":"volume","Source":"v","Target":"/b"}]""")]
    [InlineData("type=tmpfs,destination=/t,tmpfs-size=64m,tmpfs-mode=1777", """[{"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":67108864,"Mode":1023}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,readonly", """[{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true}]""")]
    [InlineData("type=bind,src=/a,dst=/b,ro=false", """[{"Type":"bind","Source":"/a","Target":"/b"}]""")]
    [InlineData("type=volume,src=v,dst=/b,volume-nocopy,volume-label=a=b,volume-label=c,volume-driver=d,volume-opt=o=p,volume-opt=q", """[{"Type":"volume","Source":"v","Target":"/b","VolumeOptions":{"NoCopy":true,"Labels":{"a":"b","c":""},"DriverConfig":{"Name":"d","Options":{"o":"p","q":""}}}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-propagation=RSHARED", """[{"Type":"bind","Source":"/a","Target":"/b","BindOptions":{"Propagation":"rshared"}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=writable,readonly", """[{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true,"BindOptions":{"ReadOnlyNonRecursive":true}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=readonly,bind-propagation=rprivate,readonly", """[{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true,"BindOptions":{"Propagation":"rprivate","ReadOnlyForceRecursive":true}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=disabled", """[{"Type":"bind","Source":"/a","Target":"/b","BindOptions":{"NonRecursive":true}}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=enabled", """[{"Type":"bind","Source":"/a","Target":"/b"}]""")]
    [InlineData("type=image,src=i,dst=/b,image-subpath=x", """[{"Type":"image","Source":"i","Target":"/b","ImageOptions":{"Subpath":"x"}}]""")]
    [InlineData("""type=bind,"src=/a,b",dst=/c""", """[{"Type":"bind","Source":"/a,b","Target":"/c"}]""")]
    [InlineData("TYPE=BIND,SRC=/A,DST=/B", """[{"Type":"bind","Source":"/A","Target":"/B"}]""")]
    [InlineData("type=foo,dst=/b", """[{"Type":"foo","Target":"/b"}]""")]
    [InlineData("type=bind,src=/a,dst=/b,consistency=CACHED", """[{"Type":"bind","Source":"/a","Target":"/b","Consistency":"cached"}]""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-nonrecursive", """[{"Type":"bind","Source":"/a","Target":"/b","BindOptions":{"NonRecursive":true}}]""")]
    [InlineData("type=bind,src=,dst=/b", """[{"Type":"bind","Target":"/b"}]""")]
    public void Mounts_are_sent_as_docker_sends_them(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Mounts", "--mount", text));

    [Theory]
    [InlineData("type=bind,src=/a,dst=/b,readonly=x", "invalid value for readonly: x")]
    [InlineData("", "EOF")]
    [InlineData("type=bind", "target is required")]
    [InlineData("src=/a", "target is required")]
    [InlineData("dst=/b,bogus", "invalid field 'bogus' must be a key=value pair")]
    [InlineData("dst=/b,bogus=1", "unexpected key 'bogus' in 'bogus=1'")]
    [InlineData("type=bind,dst=/b,volume-nocopy", "cannot mix 'volume-*' options with mount type 'bind'")]
    [InlineData("type=volume,dst=/b,bind-propagation=shared", "cannot mix 'bind-*' options with mount type 'volume'")]
    [InlineData("type=tmpfs,dst=/b,bind-propagation=shared", "cannot mix 'bind-*' options with mount type 'tmpfs'")]
    [InlineData("type=bind,dst=/b,tmpfs-size=1", "cannot mix 'tmpfs-*' options with mount type 'bind'")]
    [InlineData("type=tmpfs,dst=/b,tmpfs-mode=9", "invalid value for tmpfs-mode: 9")]
    [InlineData("type=tmpfs,dst=/b,tmpfs-size=x", "invalid value for tmpfs-size: x")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=readonly,readonly", "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=writable", "option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=foo", """invalid value for bind-recursive: foo (must be "enabled", "disabled", "writable", or "readonly")""")]
    [InlineData("""type=bind,src=/a"b,dst=/c""", """parse error on line 1, column 17: bare " in non-quoted-field""")]
    [InlineData("type=,dst=/b", "type is required")]
    [InlineData("type=bind,src=/a,dst=/b,bind-nonrecursive=x", "invalid value for bind-nonrecursive: x")]
    [InlineData("type=tmpfs,dst=/b,tmpfs-mode=", "invalid value for tmpfs-mode: ")]
    [InlineData("type=volume,dst=/b,volume-opt=a=b,volume-nocopy=maybe", "invalid value for volume-nocopy: maybe")]
    public void What_is_no_mount_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--mount", text));
}
