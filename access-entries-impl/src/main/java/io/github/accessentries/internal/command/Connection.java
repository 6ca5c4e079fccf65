package io.github.accessentries.internal.command;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where to call AWS, and as whom. What is {@code null} is left to the environment.
 *
 * @param region the region
 * @param profile the profile of the AWS configuration
 * @param endpoint the address of all services, as a fake has it
 * @param longest how long a call may take with its retries, and how long whatever gives the credentials
 */
public record Connection(
        @Nullable String region,
        @Nullable String profile,
        @Nullable URI endpoint,
        Duration longest) {}
