package io.github.accessentries.internal.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where to call AWS, and as whom. What is {@code null} is left to the environment.
 *
 * @param region the region
 * @param profile the profile of the AWS configuration
 * @param endpoint the address of all services, as a fake has it
 */
public record Connection(
        @Nullable String region,
        @Nullable String profile,
        @Nullable URI endpoint) {}
