// Generated from docs/reference/openapi.json by `npm run docs`; change it there.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can do its work */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/shopify-pixel.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of Shopify's custom pixel */
        get: operations["getShopifyPixel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/touchpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody arrived */
        post: operations["recordTouchpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/purchase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A browser saw an order's confirmation */
        post: operations["claimPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Many touchpoints and claims, each with a result of its own */
        post: operations["recordBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{merchantId}/shopify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A webhook of Shopify */
        post: operations["receiveShopify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{merchantId}/woocommerce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A webhook of WooCommerce */
        post: operations["receiveWooCommerce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{merchantId}/custom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A webhook of your own shop, as Standard Webhooks */
        post: operations["receiveCustom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identities/assert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two identifiers are one person */
        post: operations["assertIdentities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identities/{type}/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase an identifier
         * @description Its plain value is deleted; facts and decisions keep a pseudonym that nobody can turn back. Whoever comes back with the value is somebody new.
         */
        delete: operations["forgetIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identities/{type}/{value}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is held about an identifier and its group
         * @description What a person may ask for. The newest thousand of each list.
         */
        get: operations["exportIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity-groups/by/{type}/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The group of an identifier */
        get: operations["findIdentityGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A group by its id
         * @description The id of a group that was merged into another leads to that one.
         */
        get: operations["getIdentityGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchases, newest first */
        get: operations["listPurchases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A purchase with its claims, attribution, rewards and decisions */
        get: operations["getPurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{orderId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The story of a purchase in plain words
         * @description What was reported and decided, in the order of the log, newest page first; for each visit that got nothing, what would have had to be different; and for each campaign, what it gave or why it gave nothing.
         */
        get: operations["explainPurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{orderId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The decisions about a purchase, newest page first
         * @description Pages go back in the log; within a page, decisions are in the order of the log.
         */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{orderId}/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate a purchase again, at once */
        post: operations["evaluatePurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims of the SDK, newest first */
        get: operations["listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy in force */
        get: operations["getPolicy"];
        /** Change the named fields */
        put: operations["changePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merchants, by their ids */
        get: operations["listMerchants"];
        put?: never;
        /** Register a merchant; its first keys are shown this once */
        post: operations["registerMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase a merchant
         * @description Plain values, secrets and bodies in quarantine are deleted, and its keys serve no more. Facts and decisions keep pseudonyms that nobody can turn back. Every later request for the merchant is refused with 410 `MERCHANT_FORGOTTEN`, by every process within 3 seconds, and its id is not given again. If a try fails, another one goes on.
         */
        delete: operations["forgetMerchant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another key; it is shown this once */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/rate-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a merchant's publishable keys may send */
        get: operations["getRateLimits"];
        /**
         * Set what a merchant's publishable keys may send
         * @description Both limits are replaced. Every process goes by them within 3 seconds, and counts for itself.
         */
        put: operations["setRateLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/webhooks/{platform}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set a webhook secret; the newest two are live */
        put: operations["setWebhookSecret"];
        post?: never;
        /** Free the platform, while the merchant has no purchases */
        delete: operations["freePlatform"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merges, refused and reverted ones too, newest first */
        get: operations["listMerges"];
        put?: never;
        /** Merge two identifiers, by the rules or by force */
        post: operations["requestMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A merge, or an edge, with its effects */
        get: operations["getMerge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a merge, or taking one back, would change
         * @description The merge and its evaluations are decided as they would be now; nothing is stored.
         */
        post: operations["previewMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a merge, or an edge, back
         * @description Its pair is separated until that is lifted. The group splits, unless other edges hold it together.
         */
        post: operations["revertMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/separations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let the pair of a reverted merge connect again */
        delete: operations["liftSeparation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations that wait for approval, and others, newest first */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate the purchase, at once */
        post: operations["approveProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the purchase as it is */
        post: operations["rejectProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries in quarantine, newest first */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a delivery again, after its fault was mended */
        post: operations["requeueDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns by their newest version, newest first */
        get: operations["listCampaigns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A campaign with every version */
        get: operations["getCampaign"];
        /** Publish the next version of a campaign */
        put: operations["publishCampaign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a version could be published
         * @description Every mistake is named, those of the condition with their place in its text. Nothing is stored.
         */
        post: operations["checkCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What live rewards use of the budgets, day by day
         * @description Rewards that are taken back give back to the day from which they took.
         */
        get: operations["getCampaignUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give no rewards for purchases recorded from now on
         * @description A repetition changes nothing.
         */
        post: operations["pauseCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give rewards again, for purchases recorded from now on
         * @description A repetition changes nothing.
         */
        post: operations["resumeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a campaign for good
         * @description A repetition changes nothing.
         */
        post: operations["archiveCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Codes that belong to somebody, the one assigned last first */
        get: operations["listCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whose a code is
         * @description Whoever buys with the code was referred by its owner, without a link and a browser. It counts for orders first recorded from now on, and takes the place of an earlier assignment. Codes are trimmed and upper-cased.
         */
        put: operations["assignCode"];
        post?: never;
        /**
         * Take a code from its owner
         * @description For orders first recorded from now on.
         */
        delete: operations["releaseCode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rewards and clawbacks, newest first */
        get: operations["listRewards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count and sum of rewards in each state */
        get: operations["sumRewards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each recipient has, whoever is to be paid most first
         * @description Ordered by the sum of `held` and `available`. A payment between two pages can move a recipient.
         */
        get: operations["listRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/withheld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rewards that wait for room in a budget or cap, newest first */
        get: operations["listWithheld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards/{rewardId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payout system paid a reward
         * @description The same reference again is a duplicate. The payment of a reward that was reversed meanwhile is accepted, since the money has moved, and is clawed back at once.
         */
        post: operations["recordPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exchange-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record exchange rates
         * @description Evaluations that failed because a rate was missing (`RATE_MISSING`) are tried again at once.
         */
        put: operations["recordExchangeRates"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What could not be decided, newest first */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try all of them again, the oldest 500 at once */
        post: operations["requeueDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try one of them again, at once */
        post: operations["requeueDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/link-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well claims and purchases find each other, by hour, with examples of those that do not */
        get: operations["getLinkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the shop is connected: what was seen of each part, and what is missing or wrong */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, open and closed, newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who decides each partition, and how far it is */
        get: operations["listPartitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/timers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations that wait for their time, the next one first */
        get: operations["listTimers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{requestId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A request of privacy was seen to
         * @description Its alert closes. A shop whose request is closed is not erased.
         */
        post: operations["closeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Replays, newest first */
        get: operations["listReplays"];
        put?: never;
        /**
         * Run the history again under other rules
         * @description A worker runs it; one replay of a merchant at a time. The newest 20 are kept.
         */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A replay: how far it is, and what it found */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The purchases that a scenario changes, first recorded first
         * @description The first 10,000 of each scenario are kept; the report counts all.
         */
        get: operations["listReplayChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a replay that is not finished
         * @description A replay that has ended stays as it is.
         */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks, newest first */
        get: operations["listChecks"];
        put?: never;
        /**
         * Verify, or rebuild the read models
         * @description A worker runs it, one check at a time. The newest 50 are kept.
         */
        post: operations["startCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/{checkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A check: how far it is, and what it found */
        get: operations["getCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/{checkId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a check that is not finished
         * @description A rebuild that is ended leaves the read models as they were. A check that has ended stays as it is.
         */
        post: operations["cancelCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A fact as the log holds it */
        get: operations["getFact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Purchases by any id that somebody has at hand
         * @description An e-mail address is searched by its hash (`email_hash`), so that it stands in no URL.
         */
        get: operations["searchPurchases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in from a browser
         * @description Exchanges a key, or a code that serves once, for the cookie of a session, which scripts cannot read. Requests with the cookie act with that key; changes need the header `X-Tributary-Session: 1` beside it.
         */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LiveShown: {
            /** @enum {string} */
            status: "live";
        };
        ReadyShown: {
            /** @enum {string} */
            status: "ready";
            /** @description Partitions whose engine cannot go on; their read models stay where they are. */
            stoppedPartitions: number[];
        };
        WriteAnswerShown: {
            /** Format: uuid */
            eventId: string;
            /** @description Place of the fact in the log of the merchant's partition; `after` of reads takes it. */
            position: number;
            /** @description The same fact was stored before, at `position`. */
            duplicate: boolean;
        };
        StoredItemShown: {
            /** Format: uuid */
            eventId: string;
            /** @description Place of the fact in the log of the merchant's partition; `after` of reads takes it. */
            position: number;
            /** @description The same fact was stored before, at `position`. */
            duplicate: boolean;
            /** @description 202, or 200 for a duplicate. */
            status: number;
        };
        BatchAnswerShown: {
            /** @description In the order of the items. */
            results: (components["schemas"]["StoredItemShown"] | (components["schemas"]["Problem"] & ({
                /** @enum {unknown} */
                status: 400 | 409 | 429 | 503;
                /** @enum {unknown} */
                code: "INVALID_BODY" | "INVALID_TEXT" | "FACT_CONFLICT" | "RATE_LIMITED" | "LOG_UNAVAILABLE" | "CLOCK_UNSTEADY" | "OVERLOADED";
            } & {
                [key: string]: unknown;
            })))[];
        };
        IgnoredShown: {
            /** @enum {boolean} */
            ignored: true;
            /** @description Why the delivery is not needed. */
            reason: string;
        };
        QuarantinedShown: {
            /** @enum {boolean} */
            quarantined: true;
            /** Format: uuid */
            quarantineId: string;
            /** @enum {string} */
            code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "TOO_DEEP" | "INVALID_PARAMETER" | "NOT_YET_RECORDED" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "BODY_UNREADABLE" | "UNAUTHENTICATED" | "INVALID_SIGNATURE" | "FORBIDDEN" | "KEY_IN_URL" | "CROSS_SITE" | "NOT_FOUND" | "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "MERCHANT_EXISTS" | "REPLAY_RUNNING" | "CHECK_RUNNING" | "FACT_CONFLICT" | "PLATFORM_IN_USE" | "ALREADY_REVERTED" | "NOT_EVALUABLE_YET" | "PROPOSAL_CLOSED" | "STILL_UNREADABLE" | "TOO_MUCH_HISTORY" | "MERCHANT_FORGOTTEN" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL" | "LOG_UNAVAILABLE" | "CLOCK_UNSTEADY" | "UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | "TOKEN_MISMATCH" | "TOKEN_MISSING" | "EXPIRED" | "TOO_MANY_CLAIMS" | "CURRENCY_FIXED" | "CAMPAIGN_ARCHIVED" | "TOO_MANY_CAMPAIGNS" | "CONDITION_INVALID" | "NOT_AVAILABLE" | "ALREADY_PAID" | "NOT_PAYABLE" | "BUDGET_EXHAUSTED" | "CAP_REACHED" | "RATE_MISSING" | "REPLAY_TOO_LARGE" | "CHECK_TOO_LARGE" | "CHECK_IMPOSSIBLE" | "OTHER_SOURCE" | "TOPIC_MISSING" | "VERSION_INVALID" | "ORDER_ID_INVALID" | "AMOUNT_INVALID" | "CURRENCY_INVALID" | "REFUNDS_INVALID" | "CONVERSION_IMPOSSIBLE" | "OCCURRED_AT_INVALID" | "FIELD_INVALID" | "ERROR_OBJECT";
        };
        ErasedShown: {
            position: number;
            /** @description Rows of the vault that lost their value. */
            vaultRows: number;
            /** @description Deliveries in quarantine that held the value, and were deleted. */
            quarantined: number;
        };
        RequestKeptShown: {
            /** @description Of the request of privacy that an operator sees to. */
            requestId: number;
        };
        IdentifierShown: {
            /** @enum {string} */
            type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
            /** @description Null once the identifier was erased. */
            value: string | null;
        };
        GroupIdentifierShown: {
            /** @enum {string} */
            type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
            /** @description Null once the identifier was erased. */
            value: string | null;
            /** Format: uuid */
            homeGroupId: string;
            /** Format: date-time */
            firstSeenAt: string;
        };
        EvidenceShown: {
            /** @enum {string} */
            kind: "claim" | "carried" | "assertion" | "purchase" | "operator";
            orderId?: string;
            claimId?: string;
            assertionId?: string;
            /** @description Of an operator's request. */
            requestId?: string;
            actor?: string;
            /** @description In the sender's words. */
            note?: string;
        };
        ReversalOfMergeShown: {
            /** @description Of the request. */
            position: number;
            actor: string;
            reason: string;
            /** @description Whether the group came apart. */
            split: boolean;
            /**
             * Format: date-time
             * @description When the pair was allowed to connect again; null: it is separated.
             */
            liftedAt: string | null;
        };
        MergeEffectsShown: {
            /** @description Purchases for which it scheduled another evaluation. */
            purchasesReevaluated: number;
            /** @description By these evaluations; clawbacks included. */
            rewardsReversed: number;
            /** @description By these evaluations. */
            rewardsGranted: number;
            /** @description What they granted less what they took back, in minor units, each reward in its own currency. */
            budgetDelta: number;
        };
        MergeShown: {
            /** @description Null: refused, or an edge within one group. */
            mergeId: string | null;
            /** Format: uuid */
            intoGroupId: string | null;
            /** Format: uuid */
            fromGroupId: string | null;
            /** @description The two identifiers. */
            edge: components["schemas"]["IdentifierShown"][];
            /** @description Of the two identifiers; they tell erased ones apart. */
            homeGroupIds: string[];
            evidence: components["schemas"]["EvidenceShown"];
            identifiersMoved: components["schemas"]["IdentifierShown"][];
            /** Format: date-time */
            at: string;
            /** @description Of the fact that caused it. */
            position: number;
            /** @enum {string} */
            status: "merged" | "refused" | "reverted";
            /** @enum {string|null} */
            refusedBecause: "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | null;
            /** Format: date-time */
            revertedAt: string | null;
            /** @description Who took it back, and why. */
            reverted: components["schemas"]["ReversalOfMergeShown"] | null;
            effects: components["schemas"]["MergeEffectsShown"];
        };
        EdgeShown: {
            edgeId: string;
            a: components["schemas"]["IdentifierShown"];
            b: components["schemas"]["IdentifierShown"];
            /** @description Of the two identifiers; they tell erased ones apart. */
            homeGroupIds: string[];
            evidence: components["schemas"]["EvidenceShown"];
            /** Format: date-time */
            at: string;
            /** @description Of the fact that caused it. */
            position: number;
            /** @description Null: both identifiers were in one group already. */
            mergeId: string | null;
            /** @description An operator asked to override rules for it. */
            forced: boolean;
        };
        GroupTouchpointShown: {
            /** @enum {string} */
            source: "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            channel: string | null;
            campaign: string | null;
            referrer: components["schemas"]["IdentifierShown"] | null;
            url: string | null;
            touchpointId: string;
            /** Format: date-time */
            occurredAt: string;
            position: number;
        };
        IdentityGroupShown: {
            /**
             * Format: uuid
             * @description Canonical: the home group of the anchor.
             */
            id: string;
            /** @description As they were first seen. */
            identifiers: components["schemas"]["GroupIdentifierShown"][];
            /** @description Home groups that were merged into this one. */
            absorbed: string[];
            /** @description The newest 100, in the order of the log. */
            merges: components["schemas"]["MergeShown"][];
            /** @description Of all; `GET /v1/merges?group=` lists them. */
            mergesCount: number;
            /** @description The newest 100, in the order of the log. */
            edges: components["schemas"]["EdgeShown"][];
            /** @description Of all. */
            edgesCount: number;
            /** @description The newest 500, in the order of the log. */
            touchpoints: components["schemas"]["GroupTouchpointShown"][];
            /** @description Counted up to 10,000. */
            touchpointsCount: number;
            /** @description Order ids; the newest 100, in the order of the log. */
            purchases: string[];
            /** @description Counted up to 10,000; `GET /v1/purchases?group=` lists them. */
            purchasesCount: number;
        };
        ExportedPurchase: {
            orderId: string;
            /** @enum {string} */
            status: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
            /** @description Minor units. */
            total: number;
            /** @description Minor units. */
            refunded: number;
            currency: string;
            /** Format: date-time */
            occurredAt: string;
        };
        ExportedClaim: {
            orderId: string | null;
            anonymousId: string | null;
            status: string;
            /** Format: date-time */
            occurredAt: string;
        };
        ExportedReward: {
            rewardId: string;
            orderId: string;
            /** @description Minor units. */
            amount: number;
            currency: string;
            state: string;
            /** Format: date-time */
            grantedAt: string;
        };
        IdentityExportShown: {
            identifier: components["schemas"]["IdentifierShown"];
            /**
             * Format: uuid
             * @description Under which the log knows it.
             */
            pseudonym: string;
            /** @description Null for one that was only named, as a referrer. */
            group: components["schemas"]["IdentityGroupShown"] | null;
            /** @description Of the group; the newest 1,000. */
            purchases: components["schemas"]["ExportedPurchase"][];
            /** @description Of the group's devices; the newest 1,000. */
            claims: components["schemas"]["ExportedClaim"][];
            /** @description That the group received; the newest 1,000. */
            rewards: components["schemas"]["ExportedReward"][];
        };
        ItemShown: {
            sku: string;
            /** @description Units, to three places. */
            quantity: number;
            /** @description Of one unit, in minor units. */
            price: number;
        };
        OrderCodeShown: {
            code: string;
            /** @description Whose it was when the order was first recorded; null: nobody. */
            owner: components["schemas"]["IdentifierShown"] | null;
        };
        VisitShown: {
            /** @enum {string} */
            source: "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            channel: string | null;
            campaign: string | null;
            referrer: components["schemas"]["IdentifierShown"] | null;
            url: string | null;
            /**
             * Format: date-time
             * @description Null: with the purchase.
             */
            occurredAt: string | null;
        };
        CarriedShown: {
            /** @description Anonymous ids that the storefront wrote into the order; null once erased. */
            devices: (string | null)[];
            /** @description Where the shop itself says that the buyer came from. */
            visit: components["schemas"]["VisitShown"] | null;
        };
        LinkShown: {
            /** @enum {string} */
            via: "claim" | "carried" | "customer" | "email";
            /** Format: date-time */
            at: string;
        };
        PurchaseClaimShown: {
            claimId: string;
            /** @enum {string} */
            status: "waiting" | "accepted" | "duplicate" | "rejected";
            /** @enum {string|null} */
            reason: "TOKEN_MISMATCH" | "TOKEN_MISSING" | "EXPIRED" | "TOO_MANY_CLAIMS" | "BLOCKED_IDENTIFIER" | null;
            /** @description No browser sent it: the order itself carries the device. */
            carried: boolean;
        };
        EvaluationShown: {
            /** @enum {string} */
            state: "none" | "scheduled" | "proposed" | "done" | "failed" | "exhausted";
            /** Format: date-time */
            dueAt: string | null;
            reasons: ("settling" | "merge" | "unmerge" | "late-touchpoint" | "evidence" | "customer" | "late-purchase" | "updated" | "budget" | "linked" | "refund" | "cancellation" | "operator")[];
            attempts: number;
        };
        CreditShown: {
            touchpointId: string;
            /** @enum {string} */
            source: "code" | "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            channel: string | null;
            campaign: string | null;
            /** @description Millionths; those of a purchase sum to 1,000,000. */
            share: number;
            referrer: components["schemas"]["IdentifierShown"] | null;
        };
        ExclusionShown: {
            touchpointId: string;
            /** @enum {string} */
            reason: "OUTSIDE_WINDOW" | "SELF_REFERRAL" | "LOWER_RANK" | "FALLBACK" | "LIMIT";
        };
        AttributionShown: {
            /** @enum {string} */
            model: "last-touch" | "first-touch" | "linear" | "position-based" | "time-decay";
            credits: components["schemas"]["CreditShown"][];
            /** @description The newest 100. */
            excluded: components["schemas"]["ExclusionShown"][];
            excludedCount: number;
            /**
             * @description Why there is no credit.
             * @enum {string|null}
             */
            reason: "NO_TOUCHPOINT" | "ALL_EXCLUDED" | null;
        };
        PurchaseRewardShown: {
            rewardId: string;
            campaignId: string;
            campaignVersion: number;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            /**
             * Format: uuid
             * @description Canonical group of the recipient, as of now.
             */
            recipientGroupId: string;
            /** @description The credited touchpoint; null for a referee. */
            touchpointId: string | null;
            /** @description Minor units; negative for a clawback. */
            amount: number;
            /** @description ISO 4217. */
            currency: string;
            /**
             * @description A `granted` reward is held; it becomes `available` at `availableAt`.
             * @enum {string}
             */
            state: "granted" | "available" | "paid" | "reversed" | "clawed_back";
            /**
             * Format: date-time
             * @description Null: the last evaluation of the purchase failed, and the reward is held until one succeeds.
             */
            availableAt: string | null;
            /** @description Of a clawback: the paid reward. */
            clawsBack?: string;
        };
        WithheldShown: {
            campaignId: string;
            campaignVersion: number;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            /** Format: uuid */
            recipientGroupId: string;
            touchpointId: string | null;
            /** @description Minor units. */
            amount: number;
            /** @description ISO 4217. */
            currency: string;
            /** @enum {string} */
            code: "BUDGET_EXHAUSTED" | "CAP_REACHED";
            /** @description The budget or cap that has no room: `total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01` or `cap`. */
            blockedBy: string;
        };
        PurchaseSummaryShown: {
            orderId: string;
            /** @enum {string} */
            platform: "shopify" | "woocommerce" | "custom";
            /** @description Null for a guest, and once it was erased. */
            customerId: string | null;
            /** @enum {string} */
            status: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
            /** @description Minor units. */
            total: number;
            /** @description Minor units. */
            refunded: number;
            /** @description Minor units: what the goods cost, without shipping and taxes. */
            goods: number;
            /** @description ISO 4217. */
            currency: string;
            /** @description A later order of a subscription. */
            renewal: boolean;
            /** Format: date-time */
            occurredAt: string;
            sourceVersion: number | string;
            /** @description The first 200. */
            items: components["schemas"]["ItemShown"][];
            /** @description Of all. */
            itemsCount: number;
            /** @description Discount codes of the order. */
            codes: components["schemas"]["OrderCodeShown"][];
            /** @description What else the order itself carries of where its buyer came from. */
            carried: components["schemas"]["CarriedShown"];
            /**
             * Format: uuid
             * @description Canonical group of the buyer; null while the purchase is not linked.
             */
            groupId: string | null;
            link: components["schemas"]["LinkShown"] | null;
            /** @description The newest 100, in the order of the log. */
            claims: components["schemas"]["PurchaseClaimShown"][];
            /** @description `cursor` of `GET /v1/claims?orderId=` for older ones; null: none. */
            claimsCursor: string | null;
            evaluation: components["schemas"]["EvaluationShown"];
            attribution: components["schemas"]["AttributionShown"] | null;
            /** @description The newest 100, in the order of the log. */
            rewards: components["schemas"]["PurchaseRewardShown"][];
            /** @description Of all; `GET /v1/rewards?orderId=` lists them. */
            rewardsCount: number;
            /** @description Rewards for which no budget or cap has room: the newest 100, in the order of the log. */
            withheld: components["schemas"]["WithheldShown"][];
            /** @description Of all. */
            withheldCount: number;
        };
        PurchasesPage: {
            items: components["schemas"]["PurchaseSummaryShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        HistoryEventShown: {
            type: string;
            /** @description Of the fact that caused it. */
            position: number;
            /** @description Among the decisions of that fact. */
            ordinal: number;
            /** Format: date-time */
            recordedAt: string;
            kernelVersion: number;
            /** @description As recorded; identifiers are pseudonyms. */
            data: {
                [key: string]: unknown;
            };
            /** @description How many events this one stands for: rejected claims of one order, with one code, within one hour (UTC), are one event, the first of them, with the count of all. 1 for any other. */
            count: number;
        };
        PurchaseShown: {
            orderId: string;
            /** @enum {string} */
            platform: "shopify" | "woocommerce" | "custom";
            /** @description Null for a guest, and once it was erased. */
            customerId: string | null;
            /** @enum {string} */
            status: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
            /** @description Minor units. */
            total: number;
            /** @description Minor units. */
            refunded: number;
            /** @description Minor units: what the goods cost, without shipping and taxes. */
            goods: number;
            /** @description ISO 4217. */
            currency: string;
            /** @description A later order of a subscription. */
            renewal: boolean;
            /** Format: date-time */
            occurredAt: string;
            sourceVersion: number | string;
            /** @description The first 200. */
            items: components["schemas"]["ItemShown"][];
            /** @description Of all. */
            itemsCount: number;
            /** @description Discount codes of the order. */
            codes: components["schemas"]["OrderCodeShown"][];
            /** @description What else the order itself carries of where its buyer came from. */
            carried: components["schemas"]["CarriedShown"];
            /**
             * Format: uuid
             * @description Canonical group of the buyer; null while the purchase is not linked.
             */
            groupId: string | null;
            link: components["schemas"]["LinkShown"] | null;
            /** @description The newest 100, in the order of the log. */
            claims: components["schemas"]["PurchaseClaimShown"][];
            /** @description `cursor` of `GET /v1/claims?orderId=` for older ones; null: none. */
            claimsCursor: string | null;
            evaluation: components["schemas"]["EvaluationShown"];
            attribution: components["schemas"]["AttributionShown"] | null;
            /** @description The newest 100, in the order of the log. */
            rewards: components["schemas"]["PurchaseRewardShown"][];
            /** @description Of all; `GET /v1/rewards?orderId=` lists them. */
            rewardsCount: number;
            /** @description Rewards for which no budget or cap has room: the newest 100, in the order of the log. */
            withheld: components["schemas"]["WithheldShown"][];
            /** @description Of all. */
            withheldCount: number;
            /** @description The newest decisions about this purchase, at most 100, in the order of the log. */
            history: components["schemas"]["HistoryEventShown"][];
            /** @description `cursor` of `GET /v1/purchases/{orderId}/history` for older ones; null: none. */
            historyCursor: string | null;
        };
        StoryEntryShown: {
            /** @description Of the fact; of a decision: of the fact that caused it. */
            position: number;
            /** Format: date-time */
            at: string;
            /** @description Type of the fact or decision. */
            kind: string;
            text: string;
            /** @description Of rejected claims of one code and hour (UTC), of which only the first is told; else 1. */
            count: number;
            /** @description Of the fact that caused it; for an evaluation that was due: of the fact that had it scheduled. Null: it came from outside. */
            causePosition: number | null;
        };
        CounterfactualShown: {
            touchpointId: string;
            /** @enum {string} */
            code: "OUTSIDE_WINDOW" | "SELF_REFERRAL" | "LOWER_RANK" | "FALLBACK" | "LIMIT" | "MODEL" | "AFTER_PURCHASE" | "NOT_KNOWN_THEN";
            /** @description Why it got nothing, and what would have had to be different. */
            text: string;
        };
        CampaignExplainedShown: {
            campaignId: string;
            /** @description The version that the purchase has; null: it came later. */
            version: number | null;
            /** @enum {string} */
            code: "DESIRED" | "WITHHELD" | "NOT_YET_VALID" | "NO_LONGER_VALID" | "NO_CREDIT" | "CONDITION_FALSE" | "NOBODY_TO_REWARD" | "BEHIND_EXCLUSIVE" | "EARNS_NOTHING" | "UNDECIDED" | "PAUSED" | "ARCHIVED" | "LATER";
            text: string;
        };
        PurchaseStoryShown: {
            orderId: string;
            /** @description The answer in a few sentences. */
            summary: string;
            /** @description The newest `limit` decisions, with the facts around them. */
            story: components["schemas"]["StoryEntryShown"][];
            /** @description `cursor` for what came earlier; null: the story begins here. */
            storyCursor: string | null;
            /** @description Visits that got nothing when it was decided last: the newest 100, newest first. */
            counterfactuals: components["schemas"]["CounterfactualShown"][];
            /** @description The campaigns when the purchase came, by priority; then the first 20 that were published later. */
            campaigns: components["schemas"]["CampaignExplainedShown"][];
            /** @description The newest 100, in the order of the log. */
            rewards: components["schemas"]["PurchaseRewardShown"][];
            /** @description The newest 100, in the order of the log. */
            withheld: components["schemas"]["WithheldShown"][];
        };
        HistoryPage: {
            items: components["schemas"]["HistoryEventShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        ClaimShown: {
            claimId: string;
            /** @description Null while a claim by token alone waits for its order. */
            orderId: string | null;
            /** @description Null once it was erased. */
            anonymousId: string | null;
            /** @description What the browser said; evidence only. */
            customerId: string | null;
            /**
             * @description `duplicate`: the device had claimed that order before.
             * @enum {string}
             */
            status: "waiting" | "accepted" | "duplicate" | "rejected";
            /** @enum {string|null} */
            reason: "TOKEN_MISMATCH" | "TOKEN_MISSING" | "EXPIRED" | "TOO_MANY_CLAIMS" | "BLOCKED_IDENTIFIER" | null;
            /** @description No browser sent it: the order itself carries the device. */
            carried: boolean;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
            position: number;
        };
        ClaimsPage: {
            items: components["schemas"]["ClaimShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        PolicyShown: {
            /** @description Counts the changes of the merchant; 1 at its registration. */
            policyVersion: number;
            position: number;
            settlingPeriodSeconds: number;
            lookbackDays: number;
            /** @enum {string} */
            model: "last-touch" | "first-touch" | "linear" | "position-based" | "time-decay";
            sourceRanking: ("code" | "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other")[][];
            finalityDays: number;
            /** @enum {string} */
            reprocess: "auto" | "review" | "off";
            requireToken: boolean;
            claimTtlDays: number;
            maxCustomersPerGroup: number;
            maxIdentifiersPerGroup: number;
            blockedValues: string[];
            linkByEmail: boolean;
            acceptTestOrders: boolean;
            acceptCarriedDevices: boolean;
            /** @enum {string} */
            subOrders: "ignore" | "count";
            lateClaimHours: number;
            maxBackdateSeconds: number;
            mismatchAlertPercent: number;
        };
        PolicyChangedShown: {
            /** @description Counts the changes of the merchant; 1 at its registration. */
            policyVersion: number;
            position: number;
        };
        MerchantShown: {
            merchantId: string;
            name: string;
            /** Format: date-time */
            registeredAt: string;
        };
        MerchantsPage: {
            items: components["schemas"]["MerchantShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        FirstKeysShown: {
            publishable: string;
            secret: string;
        };
        MerchantRegisteredShown: {
            merchantId: string;
            /** @description Shown this once. */
            keys: components["schemas"]["FirstKeysShown"];
            position: number;
        };
        MerchantForgottenShown: {
            merchantId: string;
            position: number;
            /** @description Rows of the vault that lost their value. */
            vaultRows: number;
            /** @description Deliveries in quarantine that were deleted. */
            quarantined: number;
        };
        KeyCreatedShown: {
            /** Format: uuid */
            keyId: string;
            /** @description The last position of the log; keys are not in the log. */
            position: number;
            /** @description Shown this once. */
            key: string;
        };
        KeyRevokedShown: {
            /** Format: uuid */
            keyId: string;
            /** @description The last position of the log; keys are not in the log. */
            position: number;
        };
        RateLimitsShown: {
            /** @description Requests of one address. 0: no limit. Null: as the environment says. */
            perAddressPerMinute: number | null;
            /** @description Touchpoints and claims of one device. 0: no limit. Null: as the environment says. */
            perDevicePerMinute: number | null;
        };
        RateLimitsSetShown: {
            /** @description Requests of one address. 0: no limit. Null: as the environment says. */
            perAddressPerMinute: number | null;
            /** @description Touchpoints and claims of one device. 0: no limit. Null: as the environment says. */
            perDevicePerMinute: number | null;
            /** @description The last position of the log; rate limits are not in the log. */
            position: number;
        };
        PlatformShown: {
            /** @enum {string} */
            platform: "shopify" | "woocommerce" | "custom";
            /** @description The last position of the log; webhook secrets are not in the log. */
            position: number;
        };
        MergesPage: {
            items: components["schemas"]["MergeShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        PartShown: {
            /** Format: uuid */
            groupId: string;
            identifiers: components["schemas"]["IdentifierShown"][];
        };
        RefusedMeanwhileShown: {
            edge: components["schemas"]["IdentifierShown"][];
            /** @enum {string} */
            refusedBecause: "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE";
            position: number;
        };
        CreditsChangeShown: {
            /** @description The first 100. */
            now: components["schemas"]["CreditShown"][];
            /** @description Of all. */
            nowCount: number;
            /** @description The first 100. */
            then: components["schemas"]["CreditShown"][];
            /** @description Of all. */
            thenCount: number;
        };
        RewardChangeShown: {
            campaignId: string;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            touchpointId: string | null;
            /** @description Minor units. */
            amount: number;
            currency: string;
            campaignVersion: number;
        };
        RewardsChangeShown: {
            /** @description The first 100. */
            lost: components["schemas"]["RewardChangeShown"][];
            /** @description Of all. */
            lostCount: number;
            /** @description The first 100. */
            gained: components["schemas"]["RewardChangeShown"][];
            /** @description Of all. */
            gainedCount: number;
        };
        PurchasePreviewShown: {
            orderId: string;
            credits: components["schemas"]["CreditsChangeShown"];
            rewards: components["schemas"]["RewardsChangeShown"];
        };
        BudgetPreviewShown: {
            campaignId: string;
            /** @description `total`, `day 2026-01-31`, `week 2026-01-26` or `month 2026-01`. */
            window: string;
            currency: string;
            /** @description Used, in minor units. */
            now: number;
            then: number;
        };
        PreviewShown: {
            /**
             * @description Why the merge would be refused.
             * @enum {string|null}
             */
            refused: "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | null;
            /**
             * Format: uuid
             * @description Null: no group would join another.
             */
            intoGroupId: string | null;
            /** Format: uuid */
            fromGroupId: string | null;
            /** @description Whose canonical group would change. */
            identifiersMoved: components["schemas"]["IdentifierShown"][];
            /** @description Whether a group would come apart. */
            split: boolean;
            /** @description Of a group that would come apart; the first keeps its id. */
            parts: components["schemas"]["PartShown"][];
            /** @description Edges that would still hold the pair together. */
            heldBy: components["schemas"]["EdgeShown"][];
            /** @description Refused since the edge came; they stay refused. */
            refusedMeanwhile: components["schemas"]["RefusedMeanwhileShown"][];
            /** @description Purchases that would be evaluated again: the first 100. */
            purchases: components["schemas"]["PurchasePreviewShown"][];
            budgets: components["schemas"]["BudgetPreviewShown"][];
            effects: components["schemas"]["MergeEffectsShown"];
        };
        MergeDecidedShown: {
            position: number;
            /** @description Null: refused, or an edge that only confirms. */
            mergeId: string | null;
            /** @description Null: refused. */
            edgeId: string | null;
            /** @enum {string|null} */
            refused: "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | null;
        };
        RevertedShown: {
            position: number;
            /** @description Whether the group came apart. */
            split: boolean;
            /** @description Edges that still hold the pair together. */
            heldBy: components["schemas"]["EdgeShown"][];
        };
        DifferenceShown: {
            credits: components["schemas"]["CreditsChangeShown"];
            rewards: components["schemas"]["RewardsChangeShown"];
            /** @description The rewards are not known before an exchange rate is recorded. */
            rateMissing: boolean;
        };
        ProposalShown: {
            proposalId: string;
            orderId: string;
            /**
             * @description `superseded`: another evaluation came before the decision.
             * @enum {string}
             */
            status: "open" | "approved" | "rejected" | "superseded";
            reasons: ("settling" | "merge" | "unmerge" | "late-touchpoint" | "evidence" | "customer" | "late-purchase" | "updated" | "budget" | "linked" | "refund" | "cancellation" | "operator")[];
            difference: components["schemas"]["DifferenceShown"];
            /** Format: date-time */
            at: string;
            /** @description Of the fact that caused it. */
            position: number;
            /** Format: date-time */
            decidedAt: string | null;
            /** @description Who decided it. */
            actor: string | null;
            reason: string | null;
        };
        ProposalsPage: {
            items: components["schemas"]["ProposalShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        QuarantinedDeliveryShown: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            platform: "shopify" | "woocommerce" | "custom";
            topic: string | null;
            /** @enum {string} */
            code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "TOO_DEEP" | "INVALID_PARAMETER" | "NOT_YET_RECORDED" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "BODY_UNREADABLE" | "UNAUTHENTICATED" | "INVALID_SIGNATURE" | "FORBIDDEN" | "KEY_IN_URL" | "CROSS_SITE" | "NOT_FOUND" | "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "MERCHANT_EXISTS" | "REPLAY_RUNNING" | "CHECK_RUNNING" | "FACT_CONFLICT" | "PLATFORM_IN_USE" | "ALREADY_REVERTED" | "NOT_EVALUABLE_YET" | "PROPOSAL_CLOSED" | "STILL_UNREADABLE" | "TOO_MUCH_HISTORY" | "MERCHANT_FORGOTTEN" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL" | "LOG_UNAVAILABLE" | "CLOCK_UNSTEADY" | "UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | "TOKEN_MISMATCH" | "TOKEN_MISSING" | "EXPIRED" | "TOO_MANY_CLAIMS" | "CURRENCY_FIXED" | "CAMPAIGN_ARCHIVED" | "TOO_MANY_CAMPAIGNS" | "CONDITION_INVALID" | "NOT_AVAILABLE" | "ALREADY_PAID" | "NOT_PAYABLE" | "BUDGET_EXHAUSTED" | "CAP_REACHED" | "RATE_MISSING" | "REPLAY_TOO_LARGE" | "CHECK_TOO_LARGE" | "CHECK_IMPOSSIBLE" | "OTHER_SOURCE" | "TOPIC_MISSING" | "VERSION_INVALID" | "ORDER_ID_INVALID" | "AMOUNT_INVALID" | "CURRENCY_INVALID" | "REFUNDS_INVALID" | "CONVERSION_IMPOSSIBLE" | "OCCURRED_AT_INVALID" | "FIELD_INVALID" | "ERROR_OBJECT";
            detail: string;
            /** Format: date-time */
            firstSeenAt: string;
            /** @description How often the same body came. */
            count: number;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantinedDeliveryShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        CapsShown: {
            count: number | null;
            amount: number | null;
        };
        BudgetShown: {
            /** @enum {string} */
            window: "total" | "day" | "week" | "month";
            /** @description Minor units. */
            amount: number;
        };
        CampaignShown: {
            /** @description From 1. */
            version: number;
            /** @description Of its publication. This version decides purchases that were first recorded after it. */
            position: number;
            /** Format: date-time */
            publishedAt: string;
            name: string;
            condition: string;
            currency: string;
            /** @enum {string} */
            base: "net" | "goods";
            priority: number;
            exclusive: boolean;
            /** Format: date-time */
            validFrom: string | null;
            /** Format: date-time */
            validUntil: string | null;
            holdDays: number;
            rewards: ({
                amount: number;
                basisPoints?: null;
                min?: null;
                max?: null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "fixed";
            } | {
                amount?: null;
                basisPoints: number;
                min?: number | null;
                max?: number | null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "percent";
            } | {
                amount?: null;
                basisPoints?: null;
                min?: null;
                max?: null;
                /** @description Each `from` above that of the tier before. */
                tiers: ({
                    from: number;
                    amount: number;
                    basisPoints?: null;
                } | {
                    from: number;
                    basisPoints: number;
                    amount?: null;
                })[];
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "tiered";
            })[];
            caps: components["schemas"]["CapsShown"] | null;
            budgets: components["schemas"]["BudgetShown"][];
            campaignId: string;
            /** @enum {string} */
            state: "active" | "paused" | "archived";
        };
        CampaignsPage: {
            items: components["schemas"]["CampaignShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        CampaignVersionShown: {
            /** @description From 1. */
            version: number;
            /** @description Of its publication. This version decides purchases that were first recorded after it. */
            position: number;
            /** Format: date-time */
            publishedAt: string;
            name: string;
            condition: string;
            currency: string;
            /** @enum {string} */
            base: "net" | "goods";
            priority: number;
            exclusive: boolean;
            /** Format: date-time */
            validFrom: string | null;
            /** Format: date-time */
            validUntil: string | null;
            holdDays: number;
            rewards: ({
                amount: number;
                basisPoints?: null;
                min?: null;
                max?: null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "fixed";
            } | {
                amount?: null;
                basisPoints: number;
                min?: number | null;
                max?: number | null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "percent";
            } | {
                amount?: null;
                basisPoints?: null;
                min?: null;
                max?: null;
                /** @description Each `from` above that of the tier before. */
                tiers: ({
                    from: number;
                    amount: number;
                    basisPoints?: null;
                } | {
                    from: number;
                    basisPoints: number;
                    amount?: null;
                })[];
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "tiered";
            })[];
            caps: components["schemas"]["CapsShown"] | null;
            budgets: components["schemas"]["BudgetShown"][];
        };
        CampaignStateShown: {
            /** @enum {string} */
            state: "active" | "paused" | "archived";
            position: number;
            /** Format: date-time */
            at: string;
        };
        BudgetUsedShown: {
            /** @enum {string} */
            window: "total" | "day" | "week" | "month";
            /** @description `total`, `day 2026-01-31`, `week 2026-01-26` (its Monday), `month 2026-01`. */
            of: string;
            /** @description Minor units. */
            amount: number;
        };
        CampaignStoryShown: {
            campaignId: string;
            /** @enum {string} */
            state: "active" | "paused" | "archived";
            /** @description The newest 100, newest first. */
            versions: components["schemas"]["CampaignVersionShown"][];
            /** @description The newest 100 changes of its state, newest first. */
            states: components["schemas"]["CampaignStateShown"][];
            /** @description What live rewards use of the current windows. */
            used: components["schemas"]["BudgetUsedShown"][];
        };
        CampaignPublishedShown: {
            campaignId: string;
            version: number;
            position: number;
        };
        FieldErrorShown: {
            /** @description Of the field in the body: `rewards[0].amount`. */
            path: string;
            message: string;
            /** @description Of a condition: the place within its text, from 1. */
            line?: number;
            column?: number;
        };
        CampaignCheckShown: {
            publishable: boolean;
            /**
             * @description With which a publication would be refused.
             * @enum {string|null}
             */
            code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "TOO_DEEP" | "INVALID_PARAMETER" | "NOT_YET_RECORDED" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "BODY_UNREADABLE" | "UNAUTHENTICATED" | "INVALID_SIGNATURE" | "FORBIDDEN" | "KEY_IN_URL" | "CROSS_SITE" | "NOT_FOUND" | "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "MERCHANT_EXISTS" | "REPLAY_RUNNING" | "CHECK_RUNNING" | "FACT_CONFLICT" | "PLATFORM_IN_USE" | "ALREADY_REVERTED" | "NOT_EVALUABLE_YET" | "PROPOSAL_CLOSED" | "STILL_UNREADABLE" | "TOO_MUCH_HISTORY" | "MERCHANT_FORGOTTEN" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL" | "LOG_UNAVAILABLE" | "CLOCK_UNSTEADY" | "UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "BLOCKED_IDENTIFIER" | "SEPARATED" | "CUSTOMER_CONFLICT" | "GROUP_TOO_LARGE" | "TOKEN_MISMATCH" | "TOKEN_MISSING" | "EXPIRED" | "TOO_MANY_CLAIMS" | "CURRENCY_FIXED" | "CAMPAIGN_ARCHIVED" | "TOO_MANY_CAMPAIGNS" | "CONDITION_INVALID" | "NOT_AVAILABLE" | "ALREADY_PAID" | "NOT_PAYABLE" | "BUDGET_EXHAUSTED" | "CAP_REACHED" | "RATE_MISSING" | "REPLAY_TOO_LARGE" | "CHECK_TOO_LARGE" | "CHECK_IMPOSSIBLE" | "OTHER_SOURCE" | "TOPIC_MISSING" | "VERSION_INVALID" | "ORDER_ID_INVALID" | "AMOUNT_INVALID" | "CURRENCY_INVALID" | "REFUNDS_INVALID" | "CONVERSION_IMPOSSIBLE" | "OCCURRED_AT_INVALID" | "FIELD_INVALID" | "ERROR_OBJECT" | null;
            detail: string | null;
            errors: components["schemas"]["FieldErrorShown"][];
        };
        UsedOnDayShown: {
            /** @description UTC: `2026-01-31`. */
            day: string;
            /** @description Minor units. Below 0 only if rewards were clawed back of which none was granted. */
            amount: number;
        };
        CampaignUsageShown: {
            /** @description The first day. */
            from: string;
            /** @description The last day: today. */
            to: string;
            /** @description Minor units. Use by purchases that were first recorded before the first day. */
            before: number;
            /** @description By the day of the purchases' first recording, oldest first; days without use are left out. */
            days: components["schemas"]["UsedOnDayShown"][];
        };
        CampaignChangedShown: {
            campaignId: string;
            /** @enum {string} */
            state: "active" | "paused" | "archived";
            /** @description At which it came into this state. */
            position: number;
        };
        CodeShown: {
            /** @description Trimmed and upper-cased. */
            code: string;
            /** @description Null: a value that never identifies anybody. */
            owner: components["schemas"]["IdentifierShown"] | null;
            channel: string | null;
            campaign: string | null;
            /** Format: date-time */
            assignedAt: string;
            /** @description Of the assignment; it counts for orders first recorded after it. */
            position: number;
        };
        CodesPage: {
            items: components["schemas"]["CodeShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        RewardShown: {
            rewardId: string;
            campaignId: string;
            campaignVersion: number;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            /**
             * Format: uuid
             * @description Canonical group of the recipient, as of now.
             */
            recipientGroupId: string;
            /** @description The credited touchpoint; null for a referee. */
            touchpointId: string | null;
            /** @description Minor units; negative for a clawback. */
            amount: number;
            /** @description ISO 4217. */
            currency: string;
            /**
             * @description A `granted` reward is held; it becomes `available` at `availableAt`.
             * @enum {string}
             */
            state: "granted" | "available" | "paid" | "reversed" | "clawed_back";
            /**
             * Format: date-time
             * @description Null: the last evaluation of the purchase failed, and the reward is held until one succeeds.
             */
            availableAt: string | null;
            /** @description Of a clawback: the paid reward. */
            clawsBack?: string;
            orderId: string;
            /** @description Of its payment. */
            reference: string | null;
            /** Format: date-time */
            grantedAt: string;
            /** @description Of the fact that caused it. */
            position: number;
        };
        RewardsPage: {
            items: components["schemas"]["RewardShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        RewardTotalShown: {
            /** @enum {string} */
            state: "granted" | "available" | "paid" | "reversed" | "clawed_back" | "withheld";
            /** @description ISO 4217. */
            currency: string;
            count: number;
            /** @description Minor units; negative for clawbacks. */
            amount: number;
        };
        RewardTotalsShown: {
            /** @description States and currencies in which there are rewards. */
            totals: components["schemas"]["RewardTotalShown"][];
        };
        RecipientShown: {
            recipient: components["schemas"]["IdentifierShown"];
            /**
             * Format: uuid
             * @description Canonical group of the recipient, as of now.
             */
            recipientGroupId: string;
            /** @description ISO 4217. A recipient has a row for each. */
            currency: string;
            /** @description Minor units. Granted, and not available yet. */
            held: number;
            /** @description Minor units. Can be paid now. */
            available: number;
            /** @description Minor units. */
            paid: number;
            /** @description Minor units, not above 0: of what was paid, so much is owed back. */
            clawedBack: number;
            /** @description Minor units. Waits for room in a budget or cap. */
            withheld: number;
        };
        RecipientsPage: {
            items: components["schemas"]["RecipientShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        WaitingRewardShown: {
            campaignId: string;
            campaignVersion: number;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            /** Format: uuid */
            recipientGroupId: string;
            touchpointId: string | null;
            /** @description Minor units. */
            amount: number;
            /** @description ISO 4217. */
            currency: string;
            /** @enum {string} */
            code: "BUDGET_EXHAUSTED" | "CAP_REACHED";
            /** @description The budget or cap that has no room: `total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01` or `cap`. */
            blockedBy: string;
            orderId: string;
            /** @description Of the fact because of which it was withheld. */
            position: number;
            /** @description Among the decisions of that fact. */
            ordinal: number;
        };
        WithheldPage: {
            items: components["schemas"]["WaitingRewardShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        DeadLetterShown: {
            /** @description Of the evaluation, or of the fact. */
            id: string;
            /** @enum {string} */
            kind: "evaluation" | "fact";
            /** @description Of an evaluation. */
            orderId: string | null;
            /** @description Of a fact. */
            factType: string | null;
            /** @description For an evaluation a code; for a fact the name of the error, which is a bug. */
            error: string;
            attempts: number;
            /** @description Why it was to be evaluated. */
            reasons: ("settling" | "merge" | "unmerge" | "late-touchpoint" | "evidence" | "customer" | "late-purchase" | "updated" | "budget" | "linked" | "refund" | "cancellation" | "operator")[];
            /**
             * Format: date-time
             * @description When it was given up.
             */
            since: string;
            /** @description Of the fact with which it was given up. */
            position: number;
        };
        DeadLettersPage: {
            items: components["schemas"]["DeadLetterShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        RequeuedShown: {
            /** @description How many were requeued: the oldest, 500 at most. */
            requeued: number;
            /** @description How many are left; ask again to requeue them. */
            left: number;
            /** @description Of the last; null when there was none. */
            position: number | null;
        };
        ClaimCountsShown: {
            /** @description Accepted. */
            matched: number;
            /** @description The device had claimed that order before. */
            duplicate: number;
            /** @description Rejected: `TOKEN_MISMATCH`. */
            mismatched: number;
            /** @description Rejected: `TOKEN_MISSING`. */
            missingToken: number;
            /** @description Rejected: `EXPIRED`. */
            expired: number;
            /** @description Rejected: `BLOCKED_IDENTIFIER`. */
            blocked: number;
            /** @description Rejected: `TOO_MANY_CLAIMS`. */
            tooMany: number;
            /** @description For an order that has not come. */
            waiting: number;
            /** @description By token alone, for a checkout that has not become an order: most never do. */
            checkouts: number;
        };
        ClaimsWithoutPurchaseShown: {
            /** @description Claims that have had no purchase for more than an hour; those by token alone: for `claimTtlDays`. */
            WEBHOOK_SILENT: number;
        };
        LinkedShown: {
            claim: number;
            /** @description By a device that the order itself carries. */
            carried: number;
            customer: number;
            email: number;
        };
        UnlinkedShown: {
            /** @description No claim has come for more than an hour. */
            SDK_SILENT: number;
            /** @description A claim came with a token that the shop did not sign. */
            TOKEN_MISMATCH: number;
            /** @description All others: a claim may still come, or the customer may become known. */
            WAITING: number;
        };
        CreditedShown: {
            /** @description By a discount code. */
            code: number;
            /** @description By the visit that the shop itself saw. */
            visit: number;
        };
        CoverageShown: {
            /** @description Purchases that are linked, or credited without a link. */
            covered: number;
            /** @description All purchases. */
            all: number;
            /** @description To two places; null without purchases. */
            percent: number | null;
        };
        PurchaseCountsShown: {
            /** @description By what links them now. */
            linked: components["schemas"]["LinkedShown"];
            unlinked: components["schemas"]["UnlinkedShown"];
            /** @description Of the unlinked ones, those that are credited all the same. */
            credited: components["schemas"]["CreditedShown"];
            coverage: components["schemas"]["CoverageShown"];
        };
        MismatchRateShown: {
            /** @description Claims of the last 24 hours that were accepted or rejected. */
            judged: number;
            mismatched: number;
            /** @description To two places; null when there are none. */
            percent: number | null;
            /** @description The policy's `mismatchAlertPercent`. */
            alertPercent: number;
            /** @description `judged` is at least 20, and more than `alertPercent` of these claims mismatched. */
            exceeded: boolean;
        };
        LinkHourShown: {
            claims: components["schemas"]["ClaimCountsShown"];
            claimsWithoutPurchase: components["schemas"]["ClaimsWithoutPurchaseShown"];
            purchases: components["schemas"]["PurchaseCountsShown"];
            /**
             * Format: date-time
             * @description When it begins.
             */
            hour: string;
        };
        LinkExamplesShown: {
            SDK_SILENT: string[];
            TOKEN_MISMATCH: string[];
            WAITING: string[];
            WEBHOOK_SILENT: string[];
        };
        LinkHealthShown: {
            claims: components["schemas"]["ClaimCountsShown"];
            claimsWithoutPurchase: components["schemas"]["ClaimsWithoutPurchaseShown"];
            purchases: components["schemas"]["PurchaseCountsShown"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Of the last 24 hours, whatever the range. */
            mismatchRate: components["schemas"]["MismatchRateShown"];
            /** @description Oldest first; the first and the last may be parts of hours. */
            hours: components["schemas"]["LinkHourShown"][];
            /** @description Ids of the newest orders of each reason, at most five. */
            examples: components["schemas"]["LinkExamplesShown"];
        };
        ConnectionPartShown: {
            /**
             * @description `tag`: visits that browsers told of. `checkout`: claims by token alone, when a checkout began. `completion`: claims that name their order. `webhook`: the shop's signed deliveries. `carried`: visitors' ids in orders. `codes`: discount codes in orders.
             * @enum {string}
             */
            part: "tag" | "checkout" | "completion" | "webhook" | "carried" | "codes";
            /** @description Of a webhook, where the platform has topics. */
            topic: string | null;
            /**
             * Format: date-time
             * @description Null: never.
             */
            lastSeenAt: string | null;
            /** @description How often, in the hours that began within the last 24. */
            of24h: number;
            /** @description The first order that it joined with a visitor: of the tag and of codes, the first that they were credited; of a webhook, the first that it brought. */
            firstOrderId: string | null;
            /** @description The last such order. */
            lastOrderId: string | null;
        };
        FindingShown: {
            /** @enum {string} */
            code: "WEBHOOK_NOT_CONFIGURED" | "WRONG_PLATFORM" | "SIGNATURE_WRONG" | "WEBHOOK_NEVER_SEEN" | "WEBHOOK_SILENT" | "OTHER_SHOP" | "DELIVERIES_UNREADABLE" | "TEST_ORDERS_IGNORED" | "UPDATES_NEVER_SEEN" | "SECRET_KEY_IN_PAGE" | "KEY_REVOKED" | "REQUESTS_INVALID" | "RATE_LIMITED" | "TAG_NEVER_SEEN" | "TAG_SILENT" | "CLAIMS_NEVER_SEEN" | "CLAIMS_SILENT" | "CHECKOUTS_NOT_COMPLETED" | "CLAIMS_WITHOUT_ORDER" | "TOKEN_MISMATCH" | "TOKEN_MISSING" | "DEVICE_NOT_CARRIED" | "CODES_UNASSIGNED" | "RATES_MISSING";
            /** @description What is so. */
            says: string;
            /** @description What to do about it. */
            do: string;
        };
        JoinedShown: {
            /** @description Orders of the last 24 hours that are linked or credited. */
            of24h: number;
            /** @description All orders of the last 24 hours; of more than 1000 the newest are looked at. */
            orders: number;
            /** @description `of24h` of `orders`, 0 to 1, to four places; null without orders. */
            share: number | null;
        };
        ConnectionShown: {
            /** @description Webhooks have an entry for each topic. */
            parts: components["schemas"]["ConnectionPartShown"][];
            /** @description Empty: nothing is missing. The first is the first to see to. */
            findings: components["schemas"]["FindingShown"][];
            joined: components["schemas"]["JoinedShown"];
        };
        AlertShown: {
            alertId: number;
            /**
             * @description `claims-mismatched`: Too many claims of the last 24 hours carried a token other than the one the shop signed.
             *
             *     `purchases-unprocessed`: The first evaluation of linked purchases has been due for more than five minutes.
             *
             *     `evaluations-overdue`: Evaluations have been due for too long; at half the allowed age this is a warning.
             *
             *     `evaluations-exhausted`: Evaluations failed too often and were given up; they are dead letters.
             *
             *     `facts-failed`: A bug kept facts from being decided; they are dead letters and have no effect.
             *
             *     `partition-stopped`: The engine cannot get past a fact or ledger event; the partition decides nothing more.
             *
             *     `clock-unsteady`: A clock of the process or its database jumped; nothing is stored until it holds still.
             *
             *     `clock-ahead`: The last fact of a partition has a time in the future; the clock was wrong when it was recorded.
             *
             *     `deliveries-quarantined`: Signed deliveries of a shop could not be understood, or came from a copy of it.
             *
             *     `data-requested`: A person asked a shop for the data that is held about them.
             *
             *     `shop-redact-requested`: A shop asked to be erased; it is erased when its week is over, unless an operator stops that.
             *
             *     `budget-low`: A budget of a campaign is 80 percent used.
             *
             *     `budget-exhausted`: A budget of a campaign is used up; rewards are withheld.
             *
             *     `reward-paid-after-reversal`: A reward was paid although it had been reversed; the money has to come back.
             *
             *     `condition-failed`: A condition of a campaign failed at run time; it counts as false.
             * @enum {string}
             */
            kind: "claims-mismatched" | "purchases-unprocessed" | "evaluations-overdue" | "evaluations-exhausted" | "facts-failed" | "partition-stopped" | "clock-unsteady" | "clock-ahead" | "deliveries-quarantined" | "data-requested" | "shop-redact-requested" | "budget-low" | "budget-exhausted" | "reward-paid-after-reversal" | "condition-failed";
            /** @enum {string} */
            severity: "warning" | "error";
            /** @description Null: it is about the machine, not about a merchant. */
            merchantId: string | null;
            /** @description Which of its kind: a campaign and window, a reward, a partition; often empty. */
            key: string;
            /** @description Numbers and examples, which depend on the kind. They are kept up to date while the alert is open. */
            detail: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            openedAt: string;
            /**
             * Format: date-time
             * @description Null: it is open.
             */
            closedAt: string | null;
        };
        AlertsPage: {
            items: components["schemas"]["AlertShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        PartitionShown: {
            partition: number;
            /** @description The process that decides it, `host:pid`; null: no living one owns it. */
            owner: string | null;
            /** @description The last decided fact; -1 before the first. */
            position: number;
            /** @description The last recorded fact; -1 before the first. */
            head: number;
            /** @description Facts that are recorded and not decided yet. */
            lagPositions: number;
            /** @description How long the oldest of them has waited. */
            lagSeconds: number;
            /** @description Why its engine cannot go on; null: it can. */
            stoppedBecause: string | null;
        };
        PartitionsShown: {
            items: components["schemas"]["PartitionShown"][];
        };
        TimerShown: {
            orderId: string;
            evaluationId: string;
            /**
             * @description `failed`: it is tried again.
             * @enum {string}
             */
            state: "scheduled" | "failed";
            /** Format: date-time */
            dueAt: string;
            reasons: ("settling" | "merge" | "unmerge" | "late-touchpoint" | "evidence" | "customer" | "late-purchase" | "updated" | "budget" | "linked" | "refund" | "cancellation" | "operator")[];
            /** @description That failed. */
            attempts: number;
            /** @description Why the last attempt failed. */
            error: string | null;
        };
        TimersPage: {
            items: components["schemas"]["TimerShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        RequestDoneShown: {
            requestId: number;
            /** Format: date-time */
            doneAt: string;
        };
        ReplayQueuedShown: {
            replayId: number;
        };
        ProgressShown: {
            done: number;
            /** @description 0 until the replay begins. */
            total: number;
        };
        ReplaySummaryShown: {
            replayId: number;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /** @description Their names. */
            scenarios: string[];
            /** @description Facts of the merchant's part of the log. */
            facts: components["schemas"]["ProgressShown"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * @description `REPLAY_TOO_LARGE`: it needs more memory than a worker gives; run `tributary what-if`.
             * @enum {string|null}
             */
            error: "REPLAY_TOO_LARGE" | "INTERNAL" | null;
        };
        ReplaysPage: {
            items: components["schemas"]["ReplaySummaryShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        ScenarioCampaignShown: {
            campaignId: string;
            /** @description Null: the campaign never was. */
            definition: {
                name: string;
                /** @description A CEL expression over `purchase`, `touchpoint` and `customer`. */
                condition: string;
                /** @description Of all its versions. */
                currency: string;
                /**
                 * @description What percentages and tiers are of: the net (when left out), or the part of it that the goods cost.
                 * @enum {string|null}
                 */
                base?: "net" | "goods" | null;
                /** @description Campaigns are asked by ascending priority, then id; 100 when left out. */
                priority?: number | null;
                /** @description When it gives a reward, the campaigns after it are not asked. */
                exclusive?: boolean | null;
                /**
                 * Format: date-time
                 * @description Purchases of this time or later.
                 */
                validFrom?: string | null;
                /**
                 * Format: date-time
                 * @description Purchases before this time; after `validFrom`.
                 */
                validUntil?: string | null;
                /** @description Between grant and `availableAt`. */
                holdDays?: number | null;
                rewards: ({
                    amount: number;
                    basisPoints?: null;
                    min?: null;
                    max?: null;
                    tiers?: null;
                    /** @enum {string} */
                    to: "referrer" | "referee";
                    /** @enum {string} */
                    kind: "fixed";
                } | {
                    amount?: null;
                    basisPoints: number;
                    min?: number | null;
                    max?: number | null;
                    tiers?: null;
                    /** @enum {string} */
                    to: "referrer" | "referee";
                    /** @enum {string} */
                    kind: "percent";
                } | {
                    amount?: null;
                    basisPoints?: null;
                    min?: null;
                    max?: null;
                    /** @description Each `from` above that of the tier before. */
                    tiers: ({
                        from: number;
                        amount: number;
                        basisPoints?: null;
                    } | {
                        from: number;
                        basisPoints: number;
                        amount?: null;
                    })[];
                    /** @enum {string} */
                    to: "referrer" | "referee";
                    /** @enum {string} */
                    kind: "tiered";
                })[];
                /** @description Of live rewards, for each group of recipients. */
                caps?: {
                    count?: number | null;
                    amount?: number | null;
                } | null;
                /** @description Each window once. */
                budgets?: {
                    /** @enum {string} */
                    window: "total" | "day" | "week" | "month";
                    amount: number;
                }[] | null;
            } | null;
        };
        ScenarioShown: {
            name: string;
            /**
             * PolicyBody
             * @description The fields that it sets, without `blockedValues`.
             */
            policy: {
                settlingPeriodSeconds?: number | null;
                lookbackDays?: number | null;
                /** @enum {string|null} */
                model?: "last-touch" | "first-touch" | "linear" | "position-based" | "time-decay" | null;
                /** @description Classes of sources, best first; those left out come last, together. */
                sourceRanking?: ("code" | "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other")[][] | null;
                finalityDays?: number | null;
                /** @enum {string|null} */
                reprocess?: "auto" | "review" | "off" | null;
                requireToken?: boolean | null;
                claimTtlDays?: number | null;
                maxCustomersPerGroup?: number | null;
                maxIdentifiersPerGroup?: number | null;
                blockedValues?: (string | number)[] | null;
                linkByEmail?: boolean | null;
                acceptTestOrders?: boolean | null;
                acceptCarriedDevices?: boolean | null;
                /** @enum {string|null} */
                subOrders?: "ignore" | "count" | null;
                lateClaimHours?: number | null;
                maxBackdateSeconds?: number | null;
                mismatchAlertPercent?: number | null;
            };
            campaigns: components["schemas"]["ScenarioCampaignShown"][];
            kernelVersion: number | null;
            /** @description It sets blocked values or owners of codes too, which are not shown. */
            setsMore: boolean;
        };
        ReplayedPurchasesShown: {
            count: number;
            /** @description As recorded. */
            evaluated: number;
            /** @description With other credits or rewards. */
            changed: number;
        };
        RewardSumShown: {
            currency: string;
            count: number;
            /** @description Minor units; above 0. */
            amount: number;
        };
        RewardSumsShown: {
            gained: components["schemas"]["RewardSumShown"][];
            lost: components["schemas"]["RewardSumShown"][];
        };
        CostSumShown: {
            currency: string;
            /** @description Minor units, as recorded: live rewards less clawbacks. */
            now: number;
            /** @description Minor units, in the scenario. */
            then: number;
        };
        CampaignCostShown: {
            currency: string;
            /** @description Minor units, as recorded: live rewards less clawbacks. */
            now: number;
            /** @description Minor units, in the scenario. */
            then: number;
            merchantId: string;
            campaignId: string;
            /** @description Month of the purchases' first recording, UTC: `2026-01`. */
            month: string;
        };
        ReplayCostShown: {
            total: components["schemas"]["CostSumShown"][];
            /** @description Campaigns and months that cost another amount. */
            changed: components["schemas"]["CampaignCostShown"][];
        };
        BudgetDifferenceShown: {
            merchantId: string;
            campaignId: string;
            /** @description `total`, `day 2026-01-31`, `week 2026-01-26` (its Monday), `month 2026-01`. */
            window: string;
            /**
             * Format: date-time
             * @description When a reward was first withheld, as recorded; null: never.
             */
            now: string | null;
            /**
             * Format: date-time
             * @description The same in the scenario.
             */
            then: string | null;
        };
        BudgetsOfBothShown: {
            /** @description Of the newest version, as recorded. */
            now: components["schemas"]["BudgetShown"][];
            then: components["schemas"]["BudgetShown"][];
        };
        UsedOfBudgetsShown: {
            /** @description Minor units. */
            now: number;
            then: number;
        };
        BudgetPointShown: {
            /** @description Minor units. */
            now: number;
            then: number;
            /**
             * Format: date-time
             * @description Where the hour or day begins.
             */
            at: string;
        };
        BudgetUseShown: {
            merchantId: string;
            campaignId: string;
            currency: string;
            budgets: components["schemas"]["BudgetsOfBothShown"];
            /**
             * @description Days (UTC) where the hours are too many.
             * @enum {string}
             */
            step: "hour" | "day";
            /** @description Used before the first point. */
            before: components["schemas"]["UsedOfBudgetsShown"];
            /** @description The newest 366 hours or days in which something was used. A purchase counts where it was first recorded, as budgets count it. */
            points: components["schemas"]["BudgetPointShown"][];
        };
        ReferrerDifferenceShown: {
            currency: string;
            /** @description Minor units, as recorded: live rewards less clawbacks. */
            now: number;
            /** @description Minor units, in the scenario. */
            then: number;
            merchantId: string;
            recipient: components["schemas"]["IdentifierShown"];
        };
        ReferrersShown: {
            /** @description The ten who gain most. */
            up: components["schemas"]["ReferrerDifferenceShown"][];
            /** @description The ten who lose most. */
            down: components["schemas"]["ReferrerDifferenceShown"][];
        };
        MergeDifferenceShown: {
            merchantId: string;
            a: components["schemas"]["IdentifierShown"];
            b: components["schemas"]["IdentifierShown"];
            /** Format: date-time */
            at: string;
        };
        GroupsDifferenceShown: {
            count: number;
            /** @description The first 100. */
            first: components["schemas"]["MergeDifferenceShown"][];
        };
        GroupsShown: {
            /** @description Merges of the scenario alone. */
            merged: components["schemas"]["GroupsDifferenceShown"];
            /** @description Merges of the recorded history alone. */
            notMerged: components["schemas"]["GroupsDifferenceShown"];
        };
        ChannelSumShown: {
            /** @description Millionths of a purchase. */
            conversions: number;
            /** @description Net value in minor units. */
            value: number;
        };
        ChannelDifferenceShown: {
            /** @description Null: purchases without a credited touchpoint. */
            channel: string | null;
            currency: string;
            now: components["schemas"]["ChannelSumShown"];
            then: components["schemas"]["ChannelSumShown"];
        };
        MovedCreditShown: {
            /** @description Millionths of a purchase. */
            conversions: number;
            /** @description Net value in minor units. */
            value: number;
            /** @description Null: nobody had the credit. */
            from: string | null;
            /** @description Null: nobody would have it. */
            to: string | null;
            currency: string;
        };
        ScenarioReportShown: {
            name: string;
            purchases: components["schemas"]["ReplayedPurchasesShown"];
            rewards: components["schemas"]["RewardSumsShown"];
            cost: components["schemas"]["ReplayCostShown"];
            /** @description Budget windows that ran out of room in one course alone, or at another time. */
            budgets: components["schemas"]["BudgetDifferenceShown"][];
            /** @description What was used of budgets over time, differing or not; the 20 campaigns that differ most. */
            budgetUse: components["schemas"]["BudgetUseShown"][];
            referrers: components["schemas"]["ReferrersShown"];
            groups: components["schemas"]["GroupsShown"];
            channels: components["schemas"]["ChannelDifferenceShown"][];
            /** @description Of purchases that both courses evaluated: the credit that one channel loses and another gets. */
            moved: components["schemas"]["MovedCreditShown"][];
        };
        ReplayShown: {
            replayId: number;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /** @description Their names. */
            scenarios: string[];
            /** @description Facts of the merchant's part of the log. */
            facts: components["schemas"]["ProgressShown"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * @description `REPLAY_TOO_LARGE`: it needs more memory than a worker gives; run `tributary what-if`.
             * @enum {string|null}
             */
            error: "REPLAY_TOO_LARGE" | "INTERNAL" | null;
            /** @description What each scenario was to change. */
            definitions: components["schemas"]["ScenarioShown"][];
            /** @description Null until the replay is done. */
            reports: components["schemas"]["ScenarioReportShown"][] | null;
        };
        CreditsOfBothShown: {
            /** @description Null: the purchase is not evaluated. */
            now: components["schemas"]["CreditShown"][] | null;
            then: components["schemas"]["CreditShown"][] | null;
        };
        RewardAmountShown: {
            campaignId: string;
            /** @enum {string} */
            role: "referrer" | "referee";
            recipient: components["schemas"]["IdentifierShown"];
            touchpointId: string | null;
            /** @description Minor units. */
            amount: number;
            currency: string;
        };
        RewardAmountsShown: {
            lost: components["schemas"]["RewardAmountShown"][];
            gained: components["schemas"]["RewardAmountShown"][];
        };
        PurchaseChangeShown: {
            merchantId: string;
            orderId: string;
            /**
             * Format: date-time
             * @description Of the purchase's first recording.
             */
            recordedAt: string;
            credits: components["schemas"]["CreditsOfBothShown"];
            rewards: components["schemas"]["RewardAmountsShown"];
        };
        ChangesPage: {
            items: components["schemas"]["PurchaseChangeShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        CheckQueuedShown: {
            checkId: number;
        };
        CheckProgressShown: {
            done: number;
            /** @description 0 until the check begins. */
            total: number;
        };
        LedgerDifferenceShown: {
            /**
             * @description `partition`: log or tables of it. `merchant`: its rows of the vault, or its secrets.
             * @enum {string}
             */
            where: "partition" | "merchant" | "vault" | "no partition" | "heads";
            partition: number | null;
            /** @description Of the fact in its partition. */
            position: number | null;
            /** @description Number of the decision among those of the fact. */
            ordinal: number | null;
            merchantId: string | null;
            /** @description The field of an event, or the table and column, that differs. */
            field: string;
            /** @description Null: nothing is recorded. */
            recorded: string | null;
            /** @description What follows from the facts; null: nothing does. */
            recomputed: string | null;
        };
        LedgerOutcomeShown: {
            facts: number;
            decisions: number;
            /** @description Null: not checked, as the worker has no secrets key. */
            vaultRows: number | null;
            /** @description Each partition is verified to its first difference. */
            differenceCount: number;
            /** @description The first 20; values are cut after 2,000 characters. */
            differences: components["schemas"]["LedgerDifferenceShown"][];
        };
        TableDifferenceShown: {
            table: string;
            /** @description How many rows differ, are missing or should not be there. */
            rows: number;
            /** @description Of the first such row. */
            key: {
                [key: string]: unknown;
            };
            /** @description Its first column that differs; null: the row is on one side alone. */
            column: string | null;
            /** @description Before the rebuild. */
            live: string | null;
            /** @description What the log gives. */
            rebuilt: string | null;
        };
        StoppedPartitionShown: {
            partition: number;
            position: number;
            because: string;
        };
        ReadModelsOutcomeShown: {
            tables: number;
            facts: number;
            rows: number;
            /** @description The rebuilt tables were put in the place of the others. */
            replaced: boolean;
            /** @description One for each table with rows that differ. */
            differences: components["schemas"]["TableDifferenceShown"][];
            /** @description Partitions whose rows end before their facts do. */
            stopped: components["schemas"]["StoppedPartitionShown"][];
        };
        CheckOutcomeShown: {
            /** @description Nothing differs. */
            held: boolean;
            /** @description Null for a rebuild. */
            ledger: components["schemas"]["LedgerOutcomeShown"] | null;
            /** @description Null for `verify`, and where the ledger did not hold: rows follow from it. */
            readModels: components["schemas"]["ReadModelsOutcomeShown"] | null;
        };
        CheckShown: {
            checkId: number;
            /** @enum {string} */
            kind: "verify" | "verify-read-models" | "rebuild";
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /**
             * @description What it does, or did last; null until it begins.
             * @enum {string|null}
             */
            stage: "verifying" | "replaying" | "indexing" | "comparing" | "swapping" | null;
            /** @description Facts of the log, in the stages `verifying` and `replaying`. */
            facts: components["schemas"]["CheckProgressShown"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * @description Why it could not end; not what it found.
             * @enum {string|null}
             */
            error: "CHECK_TOO_LARGE" | "CHECK_IMPOSSIBLE" | "INTERNAL" | null;
            /** @description Of `CHECK_IMPOSSIBLE`: what is in the way. */
            errorDetail: string | null;
            /** @description Null until it is done. */
            outcome: components["schemas"]["CheckOutcomeShown"] | null;
        };
        ChecksPage: {
            items: components["schemas"]["CheckShown"][];
            /** @description `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        FactShown: {
            position: number;
            type: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description As recorded; identifiers are pseudonyms. */
            data: {
                [key: string]: unknown;
            };
        };
        FoundPurchaseShown: {
            /**
             * @description As what the text was understood.
             * @enum {string}
             */
            by: "order" | "reward" | "code" | "customer" | "device" | "email" | "wallet" | "external";
            orderId: string;
            /** @enum {string} */
            status: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
            /** @description Minor units. */
            total: number;
            /** @description ISO 4217. */
            currency: string;
            /** Format: date-time */
            occurredAt: string;
        };
        FoundPurchasesShown: {
            /** @description The newest 20 of each kind. */
            items: components["schemas"]["FoundPurchaseShown"][];
        };
        SessionShown: {
            /** @enum {string} */
            kind: "admin" | "merchant";
            /** @description Null: of all merchants, by the admin key. */
            merchantId: string | null;
            /** Format: date-time */
            expiresAt: string;
        };
        ReferrerBody: {
            /** @enum {string} */
            type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
            /** @description Trimmed; an empty one counts as no referrer. */
            value: string | number;
        };
        TouchpointBody: {
            /**
             * @description Makes sending again safe. A random one; it belongs to the anonymous id.
             * @example 3f2b9a64-0c8d-4e1b-8f57-a9d21c6e7b40
             */
            touchpointId?: (string | number) | null;
            /** @example 7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13 */
            anonymousId: string | number;
            /** @enum {string} */
            source: "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            channel?: (string | unknown) | null;
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            campaign?: (string | unknown) | null;
            /** @description Who referred the visitor. */
            referrer?: components["schemas"]["ReferrerBody"] | null;
            /** @description An absolute URL or a path. Kept are scheme, host, path, `utm_*` and the names of click ids, up to 2048 characters, e-mail addresses in them replaced; what is no URL counts as left out. */
            url?: (string | unknown) | null;
            /**
             * Format: date-time
             * @description Now, when left out or in the future.
             */
            occurredAt?: string | null;
            /** @description How long ago it was when it is sent, for a sender whose clock may be wrong. Ignored beside `occurredAt`. */
            ageSeconds?: number | null;
        };
        ClaimBody: {
            /**
             * @description Makes sending again safe. A random one; it belongs to the anonymous id.
             * @example b81d4f0a-52c3-4d69-a7e8-1f6c3b905d2e
             */
            claimId?: (string | number) | null;
            /** @example 7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13 */
            anonymousId: string | number;
            /** @description Evidence only: it is not signed, so it connects nothing. */
            customerId?: (string | number) | null;
            /** @description Left out before the checkout has an order: the token alone tells which order it becomes. */
            orderId?: (string | number) | null;
            /** @description The shop's token of this checkout. */
            token: string | number;
            /**
             * Format: date-time
             * @description Now, when left out or in the future.
             */
            occurredAt?: string | null;
        };
        TouchpointItem: {
            /**
             * @description Makes sending again safe. A random one; it belongs to the anonymous id.
             * @example 3f2b9a64-0c8d-4e1b-8f57-a9d21c6e7b40
             */
            touchpointId?: (string | number) | null;
            /** @example 7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13 */
            anonymousId: string | number;
            /** @enum {string} */
            source: "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            channel?: (string | unknown) | null;
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            campaign?: (string | unknown) | null;
            /** @description Who referred the visitor. */
            referrer?: components["schemas"]["ReferrerBody"] | null;
            /** @description An absolute URL or a path. Kept are scheme, host, path, `utm_*` and the names of click ids, up to 2048 characters, e-mail addresses in them replaced; what is no URL counts as left out. */
            url?: (string | unknown) | null;
            /**
             * Format: date-time
             * @description Now, when left out or in the future.
             */
            occurredAt?: string | null;
            /** @description How long ago it was when it is sent, for a sender whose clock may be wrong. Ignored beside `occurredAt`. */
            ageSeconds?: number | null;
            /** @enum {string} */
            type: "touchpoint";
        };
        ClaimItem: {
            /**
             * @description Makes sending again safe. A random one; it belongs to the anonymous id.
             * @example b81d4f0a-52c3-4d69-a7e8-1f6c3b905d2e
             */
            claimId?: (string | number) | null;
            /** @example 7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13 */
            anonymousId: string | number;
            /** @description Evidence only: it is not signed, so it connects nothing. */
            customerId?: (string | number) | null;
            /** @description Left out before the checkout has an order: the token alone tells which order it becomes. */
            orderId?: (string | number) | null;
            /** @description The shop's token of this checkout. */
            token: string | number;
            /**
             * Format: date-time
             * @description Now, when left out or in the future.
             */
            occurredAt?: string | null;
            /** @enum {string} */
            type: "purchase";
        };
        BatchBody: {
            items: (components["schemas"]["TouchpointItem"] | components["schemas"]["ClaimItem"])[];
        };
        CustomItemBody: {
            sku: string | number;
            /** @description Units; kept to three places. */
            quantity: number;
            /** @description Of one unit, in minor units; kept as a whole number, half-even. */
            price: number;
        };
        CustomVisitBody: {
            /** @enum {string} */
            source: "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other";
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            channel?: (string | unknown) | null;
            /** @description Text, cut to 256 characters; control characters become spaces, an e-mail address is replaced, and what is blank or no text counts as left out. */
            campaign?: (string | unknown) | null;
            /**
             * Format: date-time
             * @description The time of the order, when left out.
             */
            occurredAt?: string | null;
        };
        CustomOrderBody: {
            orderId: string | number;
            /** @description Left out for a guest. */
            customerId?: (string | number) | null;
            /** @description Kept as a hash. */
            email?: string | null;
            /** @description What the SDK's claim has to know. */
            token?: (string | number) | null;
            /** @enum {string} */
            status: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
            /** @description Minor units. */
            total: number;
            /** @description Minor units, at most `total`. */
            refunded?: number | null;
            /** @description Minor units, at most `total`: the goods after discounts, without shipping and tax. */
            goods?: number | null;
            /** @description ISO 4217. */
            currency: string;
            items?: components["schemas"]["CustomItemBody"][] | null;
            /** @description A later order of a subscription. */
            renewal?: boolean | null;
            /** @description That the storefront wrote into the order; it counts as an accepted claim. */
            anonymousId?: (unknown | number) | null;
            /** @description Discount codes, trimmed and upper-cased; the first 20 are read. */
            codes?: string[] | null;
            visit?: components["schemas"]["CustomVisitBody"] | null;
            /** @description Which delivery is newer; without it, the `timestamp` says. */
            sourceVersion?: (number | string) | null;
            /** Format: date-time */
            occurredAt: string;
        };
        CustomDeliveryBody: {
            /** @description `order.created`, `order.updated`, ... */
            type: string;
            /** Format: date-time */
            timestamp: string;
            data: components["schemas"]["CustomOrderBody"];
        };
        IdentifierBody: {
            /** @enum {string} */
            type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
            /** @description Trimmed; an `email_hash` is the SHA-256, in hex, of the trimmed, lower-cased address. */
            value: string | number;
        };
        AssertBody: {
            /** @description Makes sending again safe. */
            assertionId?: (string | number) | null;
            a: components["schemas"]["IdentifierBody"];
            b: components["schemas"]["IdentifierBody"];
            /** @description How you know; shown with the connection. No e-mail address. */
            evidence?: string | null;
        };
        ReasonBody: {
            /** @description No e-mail address. */
            reason: string;
            /** @description No e-mail address. */
            actor: string;
        };
        PolicyBody: {
            settlingPeriodSeconds?: number | null;
            lookbackDays?: number | null;
            /** @enum {string|null} */
            model?: "last-touch" | "first-touch" | "linear" | "position-based" | "time-decay" | null;
            /** @description Classes of sources, best first; those left out come last, together. */
            sourceRanking?: ("code" | "referral" | "paid" | "email" | "social" | "organic" | "direct" | "other")[][] | null;
            finalityDays?: number | null;
            /** @enum {string|null} */
            reprocess?: "auto" | "review" | "off" | null;
            requireToken?: boolean | null;
            claimTtlDays?: number | null;
            maxCustomersPerGroup?: number | null;
            maxIdentifiersPerGroup?: number | null;
            blockedValues?: (string | number)[] | null;
            linkByEmail?: boolean | null;
            acceptTestOrders?: boolean | null;
            acceptCarriedDevices?: boolean | null;
            /** @enum {string|null} */
            subOrders?: "ignore" | "count" | null;
            lateClaimHours?: number | null;
            maxBackdateSeconds?: number | null;
            mismatchAlertPercent?: number | null;
        };
        MerchantBody: {
            merchantId: string | number;
            name: string;
            policy?: components["schemas"]["PolicyBody"] | null;
        };
        KeyBody: {
            /** @enum {string} */
            kind: "publishable" | "secret";
        };
        RateLimitsBody: {
            /** @description 0: no limit. Left out or null: as the environment says. */
            perAddressPerMinute?: number | null;
            /** @description 0: no limit. Left out or null: as the environment says. */
            perDevicePerMinute?: number | null;
        };
        WebhookSecretBody: {
            /** @description For `custom`: `whsec_` and base64 of 24 to 64 bytes. */
            secret: string;
        };
        MergeBody: {
            /** @description Makes sending again safe. */
            requestId?: (string | number) | null;
            a: components["schemas"]["IdentifierBody"];
            b: components["schemas"]["IdentifierBody"];
            /** @description No e-mail address. */
            reason: string;
            /** @description No e-mail address. */
            actor: string;
            /** @description Rules that are not to refuse it; kept with the edge. */
            force?: ("CUSTOMER_CONFLICT" | "SEPARATED")[] | null;
        };
        MergePreviewBody: {
            /** @description Makes sending again safe. */
            requestId?: (string | number) | null;
            a: components["schemas"]["IdentifierBody"];
            b: components["schemas"]["IdentifierBody"];
            /** @description No e-mail address. */
            reason?: string | null;
            /** @description No e-mail address. */
            actor?: string | null;
            /** @description Rules that are not to refuse it; kept with the edge. */
            force?: ("CUSTOMER_CONFLICT" | "SEPARATED")[] | null;
        };
        RevertPreviewBody: {
            /** @description Of a merge, or of an edge, that would be taken back. */
            mergeId: string;
        };
        SeparationBody: {
            a: components["schemas"]["IdentifierBody"];
            b: components["schemas"]["IdentifierBody"];
            /** @description No e-mail address. */
            reason: string;
            /** @description No e-mail address. */
            actor: string;
        };
        CampaignBody: {
            name: string;
            /** @description A CEL expression over `purchase`, `touchpoint` and `customer`. */
            condition: string;
            /** @description Of all its versions. */
            currency: string;
            /**
             * @description What percentages and tiers are of: the net (when left out), or the part of it that the goods cost.
             * @enum {string|null}
             */
            base?: "net" | "goods" | null;
            /** @description Campaigns are asked by ascending priority, then id; 100 when left out. */
            priority?: number | null;
            /** @description When it gives a reward, the campaigns after it are not asked. */
            exclusive?: boolean | null;
            /**
             * Format: date-time
             * @description Purchases of this time or later.
             */
            validFrom?: string | null;
            /**
             * Format: date-time
             * @description Purchases before this time; after `validFrom`.
             */
            validUntil?: string | null;
            /** @description Between grant and `availableAt`. */
            holdDays?: number | null;
            rewards: ({
                amount: number;
                basisPoints?: null;
                min?: null;
                max?: null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "fixed";
            } | {
                amount?: null;
                basisPoints: number;
                min?: number | null;
                max?: number | null;
                tiers?: null;
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "percent";
            } | {
                amount?: null;
                basisPoints?: null;
                min?: null;
                max?: null;
                /** @description Each `from` above that of the tier before. */
                tiers: ({
                    from: number;
                    amount: number;
                    basisPoints?: null;
                } | {
                    from: number;
                    basisPoints: number;
                    amount?: null;
                })[];
                /** @enum {string} */
                to: "referrer" | "referee";
                /** @enum {string} */
                kind: "tiered";
            })[];
            /** @description Of live rewards, for each group of recipients. */
            caps?: {
                count?: number | null;
                amount?: number | null;
            } | null;
            /** @description Each window once. */
            budgets?: {
                /** @enum {string} */
                window: "total" | "day" | "week" | "month";
                amount: number;
            }[] | null;
        };
        CodeBody: {
            owner: components["schemas"]["IdentifierBody"];
            channel?: string | null;
            campaign?: string | null;
            /** @description Who assigns it; kept in the log. */
            actor?: string | null;
        };
        PaymentBody: {
            /** @description By which the payout system knows the payment. */
            reference: string | number;
        };
        ExchangeRatesBody: {
            /** @description ISO 4217. */
            base: string;
            /** @description What one unit of `base` is worth in other currencies. */
            rates: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Purchases from then on are converted at these rates, until there are newer ones.
             */
            asOf: string;
        };
        ScenarioBody: {
            /** @description Names the scenario in the report. */
            name: string;
            policy?: components["schemas"]["PolicyBody"] | null;
            /** @description By campaign id: the definition instead of all its recorded versions, or null for a campaign that never was. */
            campaigns?: {
                [key: string]: components["schemas"]["CampaignBody"] | null;
            } | null;
            /** @description By code: whose it is from the beginning, whatever was recorded of it, or null for nobody. */
            codes?: {
                [key: string]: components["schemas"]["CodeBody"] | null;
            } | null;
            /** @description No kernel above this version decides. */
            kernelVersion?: number | null;
        };
        ReplayBody: {
            /** @description Each with a name of its own. */
            scenarios: components["schemas"]["ScenarioBody"][];
        };
        CheckBody: {
            /**
             * @description `verify` recomputes the ledger and compares it; `verify-read-models` also compares every row of the read models; `rebuild` makes the read models anew and puts them in the place of the present ones.
             * @enum {string}
             */
            kind: "verify" | "verify-read-models" | "rebuild";
        };
        SignInBody: {
            /** @description The admin key, or a secret key of a merchant. */
            key?: string | null;
            /** @description As `tributary sign-in` prints it. */
            code?: string | null;
        };
        /** @description RFC 9457 problem document */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description Stable; `docs/reference/codes.md` has them all. */
            code: string;
            /** Format: uri */
            instance?: string;
            /** @description Each field or parameter that is wrong. */
            errors?: {
                path: string;
                message: string;
                /** @description Within the text of a condition. */
                line?: number;
                column?: number;
            }[];
            /** @description Of `PROPOSAL_CLOSED`: what was decided first, by whom and when. */
            decided?: {
                status: string;
                /** Format: date-time */
                at: string | null;
                /** @description Null: nobody decided it; another evaluation came first. */
                actor: string | null;
                reason: string | null;
            };
            /** @description Of a fact that was stored all the same, or for which the request waited. */
            position?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getShopifyPixel: {
        parameters: {
            query: {
                /** @description The publishable key that it sends. */
                key: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `RATE_LIMITED`: An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 429;
                        /** @enum {unknown} */
                        code: "RATE_LIMITED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    recordTouchpoint: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TouchpointBody"];
                "text/plain": components["schemas"]["TouchpointBody"];
            };
        };
        responses: {
            /** @description Stored before: `duplicate` is true. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `RATE_LIMITED`: An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 429;
                        /** @enum {unknown} */
                        code: "RATE_LIMITED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    claimPurchase: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimBody"];
                "text/plain": components["schemas"]["ClaimBody"];
            };
        };
        responses: {
            /** @description Stored before: `duplicate` is true. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `RATE_LIMITED`: An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 429;
                        /** @enum {unknown} */
                        code: "RATE_LIMITED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    recordBatch: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
                "text/plain": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `RATE_LIMITED`: An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 429;
                        /** @enum {unknown} */
                        code: "RATE_LIMITED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    receiveShopify: {
        parameters: {
            query?: never;
            header?: {
                "X-Shopify-Hmac-Sha256"?: string;
                "X-Shopify-Topic"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        /** @description An order, as Shopify sends it. */
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"] | components["schemas"]["IgnoredShown"] | components["schemas"]["QuarantinedShown"] | components["schemas"]["ErasedShown"] | components["schemas"]["RequestKeptShown"];
                };
            };
            /**
             * @description `BODY_UNREADABLE`: The shop's delivery is not a JSON object in UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "BODY_UNREADABLE" | "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INVALID_SIGNATURE`: The signature is missing, does not match the raw body, or its timestamp is stale. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "INVALID_SIGNATURE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `WEBHOOK_NOT_CONFIGURED`: The merchant has no secret for that platform.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    receiveWooCommerce: {
        parameters: {
            query?: never;
            header?: {
                "X-WC-Webhook-Signature"?: string;
                "X-WC-Webhook-Topic"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        /** @description An order, as WooCommerce sends it. */
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"] | components["schemas"]["IgnoredShown"] | components["schemas"]["QuarantinedShown"] | components["schemas"]["ErasedShown"] | components["schemas"]["RequestKeptShown"];
                };
            };
            /**
             * @description `BODY_UNREADABLE`: The shop's delivery is not a JSON object in UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "BODY_UNREADABLE" | "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INVALID_SIGNATURE`: The signature is missing, does not match the raw body, or its timestamp is stale. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "INVALID_SIGNATURE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `WEBHOOK_NOT_CONFIGURED`: The merchant has no secret for that platform.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    receiveCustom: {
        parameters: {
            query?: never;
            header?: {
                "webhook-id"?: string;
                "webhook-timestamp"?: string;
                "webhook-signature"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomDeliveryBody"] | ({
                    type: string;
                } & {
                    [key: string]: unknown;
                });
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"] | components["schemas"]["IgnoredShown"] | components["schemas"]["QuarantinedShown"] | components["schemas"]["ErasedShown"] | components["schemas"]["RequestKeptShown"];
                };
            };
            /**
             * @description `BODY_UNREADABLE`: The shop's delivery is not a JSON object in UTF-8.
             *
             *     `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "BODY_UNREADABLE" | "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INVALID_SIGNATURE`: The signature is missing, does not match the raw body, or its timestamp is stale. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "INVALID_SIGNATURE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `WEBHOOK_NOT_CONFIGURED`: The merchant has no secret for that platform.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "WEBHOOK_NOT_CONFIGURED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    assertIdentities: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssertBody"];
            };
        };
        responses: {
            /** @description Stored before: `duplicate` is true. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    forgetIdentity: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    exportIdentity: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id" | "pseudonym";
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityExportShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    findIdentityGroup: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description A position of the log, or an RFC 3339 time: answers with what was known and decided then. Values of identifiers are those of today, so an erased one stays erased. */
                asOf?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                type: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityGroupShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `NOT_YET_RECORDED`: The position of `asOf` is beyond the end of the log, or its time has not come.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "NOT_YET_RECORDED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `TOO_MUCH_HISTORY`: More facts and decisions concern it than can be read as of a moment. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 422;
                        /** @enum {unknown} */
                        code: "TOO_MUCH_HISTORY";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getIdentityGroup: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description A position of the log, or an RFC 3339 time: answers with what was known and decided then. Values of identifiers are those of today, so an erased one stays erased. */
                asOf?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityGroupShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `NOT_YET_RECORDED`: The position of `asOf` is beyond the end of the log, or its time has not come.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "NOT_YET_RECORDED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `TOO_MUCH_HISTORY`: More facts and decisions concern it than can be read as of a moment. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 422;
                        /** @enum {unknown} */
                        code: "TOO_MUCH_HISTORY";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listPurchases: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                status?: "pending" | "paid" | "partially_refunded" | "refunded" | "cancelled";
                /** @description Whether the group of the buyer is known. */
                linked?: boolean;
                /** @description Id of an identity group. */
                group?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchasesPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getPurchase: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description A position of the log, or an RFC 3339 time: answers with what was known and decided then. Values of identifiers are those of today, so an erased one stays erased. */
                asOf?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `NOT_YET_RECORDED`: The position of `asOf` is beyond the end of the log, or its time has not come.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "NOT_YET_RECORDED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `TOO_MUCH_HISTORY`: More facts and decisions concern it than can be read as of a moment. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 422;
                        /** @enum {unknown} */
                        code: "TOO_MUCH_HISTORY";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    explainPurchase: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseStoryShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `TOO_MUCH_HISTORY`: More facts and decisions concern it than can be read as of a moment. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 422;
                        /** @enum {unknown} */
                        code: "TOO_MUCH_HISTORY";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listHistory: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    evaluatePurchase: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Stored before: `duplicate` is true. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `NOT_EVALUABLE_YET`: The purchase is not linked and carries no visit and no assigned code, or no version of it was ever past `pending`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "NOT_EVALUABLE_YET";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listClaims: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                orderId?: string;
                status?: "waiting" | "accepted" | "duplicate" | "rejected";
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    changePolicy: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyChangedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    registerMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MerchantBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantRegisteredShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_EXISTS`: The merchant id is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "MERCHANT_EXISTS";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    forgetMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantForgottenShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyCreatedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyRevokedShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getRateLimits: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimitsShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    setRateLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateLimitsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimitsSetShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    setWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                platform: "shopify" | "woocommerce" | "custom";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSecretBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `PLATFORM_IN_USE`: The merchant has another platform; a second shop needs a second merchant. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "PLATFORM_IN_USE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    freePlatform: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                platform: "shopify" | "woocommerce" | "custom";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             *
             *     `WEBHOOK_NOT_CONFIGURED`: The merchant has no secret for that platform.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND" | "WEBHOOK_NOT_CONFIGURED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `PLATFORM_IN_USE`: The merchant has another platform; a second shop needs a second merchant. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "PLATFORM_IN_USE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listMerges: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Id of an identity group: attempts to merge an identifier of this group. */
                group?: string;
                status?: "merged" | "refused" | "reverted";
                evidence?: "claim" | "carried" | "assertion" | "purchase" | "operator";
                /** @description Who asked for it, or for taking it back. */
                actor?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergesPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    requestMerge: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeDecidedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FACT_CONFLICT`: The id was already used with different content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "FACT_CONFLICT";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getMerge: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    previewMerge: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergePreviewBody"] | components["schemas"]["RevertPreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `ALREADY_REVERTED`: The merge was already reverted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "ALREADY_REVERTED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    revertMerge: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevertedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `ALREADY_REVERTED`: The merge was already reverted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "ALREADY_REVERTED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    liftSeparation: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeparationBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listProposals: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                status?: "open" | "approved" | "rejected" | "superseded";
                /** @description Of one purchase. */
                orderId?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    approveProposal: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `PROPOSAL_CLOSED`: The proposal was already decided, or another evaluation superseded it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "PROPOSAL_CLOSED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    rejectProposal: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `PROPOSAL_CLOSED`: The proposal was already decided, or another evaluation superseded it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "PROPOSAL_CLOSED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    requeueDelivery: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"] | components["schemas"]["IgnoredShown"] | components["schemas"]["ErasedShown"] | components["schemas"]["RequestKeptShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `STILL_UNREADABLE`: The quarantined delivery still cannot be understood. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "STILL_UNREADABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "active" | "paused" | "archived";
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getCampaign: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignStoryShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    publishCampaign: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPublishedShown"];
                };
            };
            /**
             * @description `CONDITION_INVALID`: The condition does not parse, or its types do not fit; `errors` says where.
             *
             *     `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "CONDITION_INVALID" | "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CAMPAIGN_ARCHIVED`: The campaign is archived; a new one needs another id.
             *
             *     `CURRENCY_FIXED`: The currency of a campaign is fixed by its first version.
             *
             *     `TOO_MANY_CAMPAIGNS`: The merchant has 1,000 campaigns; publish the next version of one of them.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "CAMPAIGN_ARCHIVED" | "CURRENCY_FIXED" | "TOO_MANY_CAMPAIGNS";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    checkCampaign: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignCheckShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getCampaignUsage: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description How many days, up to today. */
                days?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignUsageShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    pauseCampaign: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChangedShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `CAMPAIGN_ARCHIVED`: The campaign is archived; a new one needs another id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "CAMPAIGN_ARCHIVED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    resumeCampaign: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChangedShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `CAMPAIGN_ARCHIVED`: The campaign is archived; a new one needs another id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "CAMPAIGN_ARCHIVED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    archiveCampaign: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignChangedShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listCodes: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    assignCode: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    releaseCode: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listRewards: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                orderId?: string;
                campaignId?: string;
                /** @description Together with `recipientValue`: rewards of everybody in the group of this identifier. */
                recipientType?: "anonymous_id" | "customer_id" | "email_hash" | "wallet" | "external_id";
                /** @description Together with `recipientType`. */
                recipientValue?: string;
                state?: "granted" | "available" | "paid" | "reversed" | "clawed_back";
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    sumRewards: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                campaignId?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardTotalsShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listRecipients: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                campaignId?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipientsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listWithheld: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                campaignId?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithheldPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    recordPayment: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                rewardId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentBody"];
            };
        };
        responses: {
            /** @description Stored before: `duplicate` is true. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `ALREADY_PAID`: The reward was paid under another reference.
             *
             *     `NOT_AVAILABLE`: The reward is held until `availableAt`, or until an evaluation of its purchase succeeds.
             *
             *     `NOT_PAYABLE`: The reward is a clawback: the recipient owes it, so it cannot be paid to them.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "ALREADY_PAID" | "NOT_AVAILABLE" | "NOT_PAYABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    recordExchangeRates: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeRatesBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLettersPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    requeueDeadLetters: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequeuedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    requeueDeadLetter: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswerShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CLOCK_UNSTEADY`: A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.
             *
             *     `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "CLOCK_UNSTEADY" | "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getLinkHealth: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description From this time on: of the log, not of the senders. Without it: 24 hours before `to`. */
                from?: string;
                /** @description Before this time, at most 168 hours after `from`. Without it: up to now. */
                to?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkHealthShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Alerts of this merchant alone; `after` needs it, as a position is one of a merchant. */
                merchantId?: string;
                state?: "open" | "closed";
                kind?: "claims-mismatched" | "purchases-unprocessed" | "evaluations-overdue" | "evaluations-exhausted" | "facts-failed" | "partition-stopped" | "clock-unsteady" | "clock-ahead" | "deliveries-quarantined" | "data-requested" | "shop-redact-requested" | "budget-low" | "budget-exhausted" | "reward-paid-after-reversal" | "condition-failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listPartitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartitionsShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listTimers: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimersPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    closeRequest: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDoneShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplaysPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    startReplay: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayBody"];
            };
        };
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayQueuedShown"];
                };
            };
            /**
             * @description `CONDITION_INVALID`: The condition does not parse, or its types do not fit; `errors` says where.
             *
             *     `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "CONDITION_INVALID" | "INVALID_BODY" | "INVALID_JSON" | "INVALID_PARAMETER" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `REPLAY_RUNNING`: Another replay of the merchant is not finished; wait for it, or cancel it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "REPLAY_RUNNING";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getReplay: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listReplayChanges: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Name of the scenario; the first when it is left out. */
                scenario?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    cancelReplay: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    listChecks: {
        parameters: {
            query?: {
                /** @description Items on a page, at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecksPage"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    startCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckBody"];
            };
        };
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    /** @description Where to read how far it is. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQueuedShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `CHECK_RUNNING`: Another check is not finished; wait for it, or cancel it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 409;
                        /** @enum {unknown} */
                        code: "CHECK_RUNNING";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `NOT_FOUND`: The resource does not exist, or this merchant does not have it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    cancelCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `NOT_FOUND`: The resource does not exist, or this merchant does not have it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getFact: {
        parameters: {
            query?: {
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path: {
                position: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `MERCHANT_UNKNOWN`: There is no such merchant.
             *
             *     `NOT_FOUND`: The resource does not exist, or this merchant does not have it.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN" | "NOT_FOUND";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    searchPurchases: {
        parameters: {
            query?: {
                /** @description Wait until the read model has reached this position of the log. */
                after?: number;
                /** @description How long to wait for `after`, in milliseconds. */
                waitMs?: number;
                /** @description A whole id: of an order, a reward, a discount code, a customer, a device, a wallet, or the SHA-256 of an e-mail address. */
                text?: string;
                /** @description The merchant, when the key is the admin key. */
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPurchasesShown"];
                };
            };
            /**
             * @description `INVALID_PARAMETER`: A query or path parameter is not valid for this operation.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `MERCHANT_REQUIRED`: With the admin key, a merchant route needs `?merchantId=`.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_PARAMETER" | "MALFORMED_REQUEST" | "MERCHANT_REQUIRED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_UNKNOWN`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 404;
                        /** @enum {unknown} */
                        code: "MERCHANT_UNKNOWN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `READ_MODEL_BEHIND`: The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "OVERLOADED" | "READ_MODEL_BEHIND" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"];
                };
            };
            /**
             * @description `INVALID_BODY`: The body has a field that is missing, unknown or of the wrong kind; `errors` names each.
             *
             *     `INVALID_JSON`: The body is not JSON, or not valid UTF-8.
             *
             *     `INVALID_TEXT`: A text holds NUL or a lone surrogate and cannot be stored.
             *
             *     `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly.
             *
             *     `TOO_DEEP`: The body is nested deeper than 64 levels.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "INVALID_BODY" | "INVALID_JSON" | "INVALID_TEXT" | "MALFORMED_REQUEST" | "TOO_DEEP";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "FORBIDDEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `BODY_TOO_LARGE`: The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 413;
                        /** @enum {unknown} */
                        code: "BODY_TOO_LARGE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 415;
                        /** @enum {unknown} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `RATE_LIMITED`: An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 429;
                        /** @enum {unknown} */
                        code: "RATE_LIMITED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_REQUEST`: The server cannot parse the request as HTTP, or its URL is not encoded correctly. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 400;
                        /** @enum {unknown} */
                        code: "MALFORMED_REQUEST";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `UNAUTHENTICATED`: The request has no key, or its key is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 401;
                        /** @enum {unknown} */
                        code: "UNAUTHENTICATED";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `CROSS_SITE`: A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.
             *
             *     `FORBIDDEN`: This kind of key may not do this, or the key belongs to another merchant.
             *
             *     `KEY_IN_URL`: A secret key was sent in the URL; only publishable keys may be.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 403;
                        /** @enum {unknown} */
                        code: "CROSS_SITE" | "FORBIDDEN" | "KEY_IN_URL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `MERCHANT_FORGOTTEN`: The merchant was erased; its id is not given again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 410;
                        /** @enum {unknown} */
                        code: "MERCHANT_FORGOTTEN";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /** @description `INTERNAL`: A bug. The answer carries an id by which to find it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 500;
                        /** @enum {unknown} */
                        code: "INTERNAL";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
            /**
             * @description `LOG_UNAVAILABLE`: The log cannot be reached. The request may or may not have been stored; send it again.
             *
             *     `OVERLOADED`: Too many requests are waiting; send it again after `Retry-After` seconds.
             *
             *     `UNAVAILABLE`: The process is starting or stopping, or its database cannot be reached.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {unknown} */
                        status: 503;
                        /** @enum {unknown} */
                        code: "LOG_UNAVAILABLE" | "OVERLOADED" | "UNAVAILABLE";
                    } & {
                        [key: string]: unknown;
                    });
                };
            };
        };
    };
}
