package io.github.accessentries.testkit.internal.wire.signature;

import java.util.Optional;

/**
 * How closely credentials are looked at.
 *
 * @param signatures whether signatures, and the time of signing, are checked
 * @param standIn the access key as which a request with an unknown one counts; empty if such requests are refused
 */
public record CredentialChecks(boolean signatures, Optional<String> standIn) {}
