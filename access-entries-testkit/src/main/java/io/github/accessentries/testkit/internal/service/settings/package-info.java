/** What callers say about resources beside access, which the service keeps and shows again. */
@NullMarked
package io.github.accessentries.testkit.internal.service.settings;

import org.jspecify.annotations.NullMarked;
