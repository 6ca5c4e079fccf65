/**
 * Access to Amazon EKS clusters, as values and contracts: what an access entry is, who a token belongs to, who may do
 * what. Nothing here does I/O or knows the AWS SDK.
 */
@SuppressWarnings("module") // The module to which packages are exported is compiled later.
module io.github.accessentries.api {
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports io.github.accessentries;
    exports io.github.accessentries.authn;
    exports io.github.accessentries.authz;
    exports io.github.accessentries.manage;
    exports io.github.accessentries.plan;
    exports io.github.accessentries.internal.ending to
            io.github.accessentries.impl;
    exports io.github.accessentries.internal.name to
            io.github.accessentries.impl;
    exports io.github.accessentries.internal.rule to
            io.github.accessentries.impl;
    exports io.github.accessentries.internal.text to
            io.github.accessentries.impl,
            io.github.accessentries.testkit;
}
