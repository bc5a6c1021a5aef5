using System.Text;
using Davit.Engine.Specs;
using Davit.Engine.Users;

namespace Davit.Engine.Tests.Users;

public sealed class UserResolverTests
{
    private const string Passwd = "# comment\nroot:x:0:0:root:/root:/bin/sh\nbroken\nweb:x:1000:1001:Web:/srv/web:/bin/false\nbad:x:4294967296:0::/:/x\n";
    private const string Group = "root:x:0:\nweb:x:1001:\nwheel:x:10:root,web\naudio:x:29:web\n";

    [Fact]
    public void Nobody_named_is_root_with_roots_groups()
    {
        var user = Resolve("");
        Assert.Equal((0u, 0u, "/root"), (user.Uid, user.Gid, user.Home));
        Assert.Equal([0u, 10u], user.AdditionalGids);
    }

    [Fact]
    public void A_name_brings_its_group_and_supplementary_groups()
    {
        var user = Resolve("web");
        Assert.Equal((1000u, 1001u, "/srv/web"), (user.Uid, user.Gid, user.Home));
        Assert.Equal([10u, 29u, 1001u], user.AdditionalGids);
    }

    [Fact]
    public void A_group_that_is_named_is_the_only_one()
    {
        var user = Resolve("web:audio");
        Assert.Equal(29u, user.Gid);
        Assert.Equal([29u], user.AdditionalGids);
    }

    [Fact]
    public void A_number_need_not_be_in_passwd()
    {
        var user = Resolve("4711:42");
        Assert.Equal((4711u, 42u, "/"), (user.Uid, user.Gid, user.Home));
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("2147483648")]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    [InlineData("0:4294967296")]
    [InlineData("bad")]
    public void A_number_that_would_wrap_around_to_root_is_refused(string user) => Assert.Throws<EngineException>(() => Resolve(user));

    [Fact]
    public void Additional_groups_are_added_by_name_and_number() => Assert.Equal([0u, 10u, 29u, 777u], Resolve("", "audio", "777").AdditionalGids);

    [Fact]
    public void A_name_that_is_not_there_says_where_it_was_looked_for()
    {
        var failure = Assert.Throws<EngineException>(() => Resolve("nobody"));
        Assert.Equal("unable to find user nobody: no matching entries in passwd file", failure.Message);
    }

    [Fact]
    public void An_image_without_files_knows_numbers_only()
    {
        var user = new UserResolver(_ => null).Resolve("12:34", null);
        Assert.Equal((12u, 34u), (user.Uid, user.Gid));
        Assert.Throws<EngineException>(() => new UserResolver(_ => null).Resolve("root", null));
    }

    private static ResolvedUser Resolve(string user, params string[] groups) =>
        new UserResolver(path => Encoding.UTF8.GetBytes(path == "/etc/passwd" ? Passwd : Group)).Resolve(user, groups);
}
