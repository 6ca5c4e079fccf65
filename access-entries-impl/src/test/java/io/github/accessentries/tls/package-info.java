/** TLS between tests and their servers on loopback. */
@NullMarked
package io.github.accessentries.tls;

import org.jspecify.annotations.NullMarked;
