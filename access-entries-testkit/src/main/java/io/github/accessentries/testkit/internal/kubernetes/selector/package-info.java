/**
 * Which objects a list or a watch is about: selectors by labels and by fields, in Kubernetes' grammar.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.selector;

import org.jspecify.annotations.NullMarked;
