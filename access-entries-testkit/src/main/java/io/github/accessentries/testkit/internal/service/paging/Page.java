package io.github.accessentries.testkit.internal.service.paging;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items what stands on the page
 * @param nextToken what asks for the next page, empty on the last one
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {}
