/**
 * What can be run: the quickstart, and a fake EKS as a server for other clients. Needs picocli, which the testkit does not
 * bring to those who only test with it.
 */
@NullMarked
package io.github.accessentries.testkit.command;

import org.jspecify.annotations.NullMarked;
