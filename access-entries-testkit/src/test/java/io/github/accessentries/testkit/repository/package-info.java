/** What stands in the repository beside the code, and would be wrong one day without anybody noticing. */
@NullMarked
package io.github.accessentries.testkit.repository;

import org.jspecify.annotations.NullMarked;
