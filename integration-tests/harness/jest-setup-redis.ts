// Only for this spec: others of the same worker run without a Redis.
process.env.T3_TEST_REDIS = process.env.T3_REDIS_URL
