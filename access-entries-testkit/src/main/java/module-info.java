/** An EKS in memory for tests, reached by the real AWS SDK clients or, as a server, by any other. */
module io.github.accessentries.testkit {
    requires transitive io.github.accessentries.impl;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.utils;
    requires com.google.gson;
    requires java.xml;
    requires jdk.httpserver;
    requires org.reactivestreams;
    requires org.slf4j;
    requires org.yaml.snakeyaml;

    // Those who have them use the extension, the contracts, the assertions and the client of a cluster.
    requires static io.kubernetes.client.java.api;
    requires static okhttp3;
    requires static okio;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static info.picocli;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports io.github.accessentries.testkit;
    exports io.github.accessentries.testkit.command;
    exports io.github.accessentries.testkit.contract;
    exports io.github.accessentries.testkit.trail;

    // Fills in the options of the commands.
    opens io.github.accessentries.testkit.command to
            info.picocli;

    // The bodies of the control API are records that Gson fills in.
    opens io.github.accessentries.testkit.internal.control to
            com.google.gson;
}
