package io.github.accessentries.testkit;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The user that every fake has from the start, with keys that anybody can guess. */
final class SeededUser {

    /** The name, and both its keys. */
    static final String NAME = "test";

    private SeededUser() {}

    static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(NAME, NAME));
    }
}
