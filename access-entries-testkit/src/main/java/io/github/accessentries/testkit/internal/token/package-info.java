/**
 * Tokens of the fake's own surroundings: presigned by its STS, wherever it is served, and with keys of any form.
 */
@NullMarked
package io.github.accessentries.testkit.internal.token;

import org.jspecify.annotations.NullMarked;
