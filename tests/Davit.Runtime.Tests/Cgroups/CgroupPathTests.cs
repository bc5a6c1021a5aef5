using Davit.Runtime.Cgroups;

namespace Davit.Runtime.Tests.Cgroups;

public sealed class CgroupPathTests
{
    [Theory]
    [InlineData("/davit/x", "/own", "/davit/x")]
    [InlineData("//davit//x/", "/own", "/davit/x")]
    [InlineData("x", "/own/a", "/own/a/x")]
    [InlineData("x", "/", "/x")]
    public void Absolute_paths_start_at_the_root_and_relative_ones_at_this_process(string path, string own, string expected) =>
        Assert.Equal(expected, CgroupPath.Resolve(path, own));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/davit/../..")]
    [InlineData("..")]
    [InlineData("/a/./b")]
    [InlineData("/a\nb")]
    public void A_path_that_is_no_group_of_its_own_is_refused(string path) =>
        Assert.Throws<CgroupException>(() => CgroupPath.Resolve(path, "/"));

    [Theory]
    [InlineData("system.slice:docker:abc", "/system.slice/docker-abc.scope")]
    [InlineData(":docker:abc", "/system.slice/docker-abc.scope")]
    [InlineData("-.slice:p:n", "/p-n.scope")]
    [InlineData("user-1000.slice:p:n", "/user.slice/user-1000.slice/p-n.scope")]
    [InlineData("a-b-c.slice::n", "/a.slice/a-b.slice/a-b-c.slice/n.scope")]
    [InlineData("a.slice:p:inner.slice", "/a.slice/inner.slice")]
    public void A_systemd_name_lies_where_systemd_would_put_it(string text, string expected) => Assert.Equal(expected, SystemdCgroupPath.Parse(text));

    [Theory]
    [InlineData("/davit/x")]
    [InlineData("a.slice:p:")]
    [InlineData("a.slice:p:n:m")]
    [InlineData("nonsense:p:n")]
    [InlineData("a--b.slice:p:n")]
    [InlineData("../a.slice:p:n")]
    public void What_is_no_systemd_name_is_refused(string text) => Assert.Throws<CgroupException>(() => SystemdCgroupPath.Parse(text));
}
