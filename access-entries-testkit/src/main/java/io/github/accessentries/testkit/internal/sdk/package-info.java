/**
 * Clients and credentials of the AWS SDK that reach the fake, follow its time and use nothing of the machine they run
 * on.
 */
@NullMarked
package io.github.accessentries.testkit.internal.sdk;

import org.jspecify.annotations.NullMarked;
