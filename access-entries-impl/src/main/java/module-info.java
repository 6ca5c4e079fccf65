/**
 * Access entries on real EKS clusters through the AWS SDK: manage, authenticate, authorize. What it takes optionally, the
 * module needs at run time only where those packages are used.
 */
@SuppressWarnings("module") // The testkit, to which packages are exported, is compiled later.
module io.github.accessentries.impl {
    requires transitive io.github.accessentries.api;

    // Types of these stand in signatures, so whoever uses them needs them too.
    requires transitive software.amazon.awssdk.auth;
    requires transitive software.amazon.awssdk.http;
    requires transitive software.amazon.awssdk.metrics;
    requires transitive software.amazon.awssdk.regions;
    requires transitive software.amazon.awssdk.retries.api;
    requires transitive software.amazon.awssdk.services.eks;
    requires transitive software.amazon.awssdk.services.sts;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.endpoints;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.utils;
    requires com.github.benmanes.caffeine;
    requires com.google.gson;
    requires org.slf4j;
    requires org.yaml.snakeyaml;

    // What the SDK's query protocol and Apache's HTTP client need, which have no descriptor that could say so.
    requires java.security.jgss;
    requires java.xml;
    requires jdk.net;

    // The webhook server, and the names in certificates of its clients.
    requires transitive jdk.httpserver;
    requires java.naming;

    // Annotations for the generator of values; nothing of them remains at run time.
    requires static org.immutables.value.annotations;

    // Optional: each for one package, or few. None is transitive, since nobody could compile without it then.
    requires static io.kubernetes.client.java.api;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static software.amazon.awssdk.services.cloudtrail;
    requires static software.amazon.awssdk.services.iam;
    requires static okhttp3;
    requires static info.picocli;
    requires static transitive org.jspecify;

    exports io.github.accessentries.audit;
    exports io.github.accessentries.awsauth;
    exports io.github.accessentries.eks;
    exports io.github.accessentries.fleet;
    exports io.github.accessentries.iac;
    exports io.github.accessentries.iam;
    exports io.github.accessentries.kubernetes;
    exports io.github.accessentries.mapping;
    exports io.github.accessentries.metrics;
    exports io.github.accessentries.migration;
    exports io.github.accessentries.planning;
    exports io.github.accessentries.policy;
    exports io.github.accessentries.rbac;
    exports io.github.accessentries.recovery;
    exports io.github.accessentries.report;
    exports io.github.accessentries.risk;
    exports io.github.accessentries.snapshot;
    exports io.github.accessentries.token;
    exports io.github.accessentries.token.command;
    exports io.github.accessentries.webhook;
    exports io.github.accessentries.internal.command to
            io.github.accessentries.testkit;
    exports io.github.accessentries.internal.document to
            io.github.accessentries.testkit;
    exports io.github.accessentries.internal.question to
            io.github.accessentries.testkit;

    // Fills in the options of the commands.
    opens io.github.accessentries.internal.command to
            info.picocli;
    opens io.github.accessentries.token.command to
            info.picocli;

    // The HTTP client that the application has.
    uses software.amazon.awssdk.http.SdkHttpService;
}
