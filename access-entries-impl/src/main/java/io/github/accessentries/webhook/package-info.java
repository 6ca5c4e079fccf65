/**
 * The webhooks of a kube-apiserver, as handlers that take the body of a request and give an answer, to be put into
 * whatever server an application has: {@link io.github.accessentries.webhook.TokenReviewHandler} for who somebody is,
 * {@link io.github.accessentries.webhook.SubjectAccessReviewHandler} for what somebody may do.
 *
 * <p>Both speak versions v1 and v1beta1 and answer in the version that they are asked in. What a newer API server may add
 * to its requests is passed over.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.webhook;

import io.github.accessentries.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
