/**
 * Who calls the API of a cluster: by a token, as somebody else, or unknown.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.caller;

import org.jspecify.annotations.NullMarked;
