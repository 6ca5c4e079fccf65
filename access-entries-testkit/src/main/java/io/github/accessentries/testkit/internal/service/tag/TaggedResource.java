package io.github.accessentries.testkit.internal.service.tag;

import java.util.Map;

/**
 * An immutable resource with an ARN and tags.
 *
 * @param <R> the type of the resource itself
 */
public interface TaggedResource<R> {

    /** The ARN, which no other resource ever has. */
    String arn();

    /** The tags. */
    Map<String, String> tags();

    /** The same with other tags. */
    R withTags(Map<String, String> newTags);
}
