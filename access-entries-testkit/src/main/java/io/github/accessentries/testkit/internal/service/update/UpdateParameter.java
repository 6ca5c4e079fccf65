package io.github.accessentries.testkit.internal.service.update;

/**
 * One thing that an update changes.
 *
 * @param type as EKS calls it, for example {@code Version}
 * @param value the new value: a text, which is shown as it is, or anything else, which is shown as JSON
 */
public record UpdateParameter(String type, Object value) {}
