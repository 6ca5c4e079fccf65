package io.github.accessentries.testkit.internal.service.authority;

/**
 * What an operation on authorities answers.
 *
 * @param update the change that it began
 * @param authority the authority as it is meanwhile
 */
public record AuthorityChange(AuthorityUpdate update, StoredAuthority authority) {}
