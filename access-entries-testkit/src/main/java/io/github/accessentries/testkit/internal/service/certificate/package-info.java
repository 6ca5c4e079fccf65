/**
 * Certificates for the fake's own HTTPS. Nothing in the world trusts them, except who is told to by DescribeCluster.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.certificate;

import org.jspecify.annotations.NullMarked;
